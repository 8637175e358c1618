package cutmix.schemas.image.webp.lossless;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;

/**
 * An entropy-coded image: the main image before its transforms are reversed, or an image that a transform uses (3.6 and
 * 3.7). Rows are read one by one; copies reach back at most as far as the window.
 */
final class EntropyImage {

    private static final int LARGEST_WINDOW = 1 << 20;
    private static final int MOST_CODE_NUMBERS = 1 << 23;
    private static final int CACHE_FACTOR = 0x1E35A7BD;
    private static final int MOST_CACHE_BITS = 11;

    private final BitReader in;
    private final int width;
    private final long size;
    private final int[] window;

    private final int[] cache;
    private final int cacheBits;

    private final int blockBits;
    private final int blocksAcross;
    private final char[] groupOfBlock; // (blocks down, blocks across)
    private final PrefixCodeGroup[] groups;

    private long decoded;
    private int copyLength;
    private int copyDistance;

    private EntropyImage(BitReader in, int width, int height, boolean main) throws IOException {
        this.in = in;
        this.width = width;
        this.size = (long) width * height;
        this.window = new int[(int) Math.min(LARGEST_WINDOW, Long.highestOneBit(size) * 2)];
        this.cacheBits = in.readFlag() ? in.read(4) : 0;
        if (cacheBits > MOST_CACHE_BITS) {
            throw ImageFormatException.damaged("a color cache of " + cacheBits + " bits");
        }
        this.cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
        if (main && in.readFlag()) {
            blockBits = 2 + in.read(3);
            blocksAcross = blocks(width, blockBits);
            groupOfBlock = new char[blocksAcross * blocks(height, blockBits)];
            EntropyImage stored = of(in, blocksAcross, blocks(height, blockBits));
            for (int i = 0; i < groupOfBlock.length; i++) {
                groupOfBlock[i] = (char) (stored.next() >> 8);
            }
        } else {
            blockBits = 30;
            blocksAcross = 1;
            groupOfBlock = new char[1];
        }
        this.groups = readGroups();
    }

    /** Returns the main image, which may have different prefix codes for each block. */
    static EntropyImage main(BitReader in, int width, int height) throws IOException {
        return new EntropyImage(in, width, height, true);
    }

    /** Returns an image that a transform or the prefix codes use. */
    static EntropyImage of(BitReader in, int width, int height) throws IOException {
        return new EntropyImage(in, width, height, false);
    }

    /** Returns the number of blocks of 2^bits pixels along a side. */
    static int blocks(int side, int bits) {
        return (int) ((long) side + (1L << bits) - 1 >> bits);
    }

    private PrefixCodeGroup[] readGroups() throws IOException {
        int count = 0;
        for (char group : groupOfBlock) {
            count = Math.max(count, group + 1);
        }
        PrefixCodeGroup[] read = new PrefixCodeGroup[count];
        long numbers = 0;
        for (int i = 0; i < count; i++) {
            read[i] = PrefixCodeGroup.read(in, cache.length);
            numbers += read[i].size();
            if (numbers > MOST_CODE_NUMBERS) {
                throw ImageFormatException.unsupported(count + " groups of prefix codes");
            }
        }
        return read;
    }

    /** Reads the next row, one ARGB value per column, with alpha in the highest byte. */
    void readRow(int[] row) throws IOException {
        for (int x = 0; x < width; x++) {
            row[x] = next();
        }
    }

    /** Returns the next pixel. */
    int next() throws IOException {
        int pixel = copyLength > 0 ? copied() : decode();
        window[(int) decoded & window.length - 1] = pixel;
        decoded++;
        if (cacheBits > 0) {
            cache[pixel * CACHE_FACTOR >>> Integer.SIZE - cacheBits] = pixel;
        }
        return pixel;
    }

    private int copied() {
        copyLength--;
        return window[(int) (decoded - copyDistance) & window.length - 1];
    }

    private int decode() throws IOException {
        PrefixCodeGroup group = group();
        int code = group.green().read(in);
        if (code < PrefixCodeGroup.VALUES) {
            int red = group.red().read(in);
            int blue = group.blue().read(in);
            int alpha = group.alpha().read(in);
            return alpha << 24 | red << 16 | code << 8 | blue;
        }
        if (code >= PrefixCodeGroup.VALUES + PrefixCodeGroup.LENGTHS) {
            return cache[code - PrefixCodeGroup.VALUES - PrefixCodeGroup.LENGTHS];
        }
        copyLength = CopyCodes.value(in, code - PrefixCodeGroup.VALUES);
        copyDistance = CopyCodes.distance(CopyCodes.value(in, group.distance().read(in)), width);
        if (copyDistance > decoded || copyDistance > window.length) {
            throw ImageFormatException.damaged("it copies pixels from before its first");
        }
        if (copyLength > size - decoded) {
            throw ImageFormatException.damaged("it copies pixels behind its last");
        }
        return copied();
    }

    private PrefixCodeGroup group() {
        if (groups.length == 1) {
            return groups[0];
        }
        int x = (int) (decoded % width);
        int y = (int) (decoded / width);
        return groups[groupOfBlock[(y >> blockBits) * blocksAcross + (x >> blockBits)]];
    }
}
