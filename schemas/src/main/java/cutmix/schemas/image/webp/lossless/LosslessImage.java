package cutmix.schemas.image.webp.lossless;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** A losslessly compressed image. Decodes rows one by one. */
public final class LosslessImage {

    private static final int SIGNATURE = 0x2F;
    private static final int HEADER_BYTES = 5;

    private final int height;
    private final Deque<Transform> transforms = new ArrayDeque<>();
    private final EntropyImage stored;
    private final int[] row;
    private int y;

    private LosslessImage(BitReader in, int width, int height) throws IOException {
        this.height = height;
        this.row = new int[width];
        int storedWidth = width;
        Set<Class<?>> kinds = new HashSet<>();
        while (in.readFlag()) {
            Transform transform = readTransform(in, storedWidth);
            if (!kinds.add(transform.getClass())) {
                throw ImageFormatException.damaged("it has the same transform twice");
            }
            transforms.push(transform);
            storedWidth = transform.storedWidth();
        }
        this.stored = EntropyImage.main(in, storedWidth, height);
    }

    private Transform readTransform(BitReader in, int width) throws IOException {
        return switch (in.read(2)) {
            case 0 -> PredictorTransform.read(in, width, height);
            case 1 -> ColorTransform.read(in, width, height);
            case 2 -> new GreenSubtraction(width);
            default -> ColorIndexing.read(in, width);
        };
    }

    /** Width and height, and whether the alpha of pixels is used. */
    public record LosslessHeader(int width, int height, boolean alpha) {}

    /** Reads the header of an image in a part of a file. */
    public static LosslessHeader header(ImageSource source, long begin, long end) throws IOException {
        BitReader in = new BitReader(source, begin, end);
        if (in.read(8) != SIGNATURE) {
            throw ImageFormatException.damaged("its pixels have another signature");
        }
        LosslessHeader header = new LosslessHeader(1 + in.read(14), 1 + in.read(14), in.readFlag());
        if (in.read(3) != 0) {
            throw ImageFormatException.unsupported("unknown version");
        }
        return header;
    }

    /** Opens an image with its header. */
    public static LosslessImage open(ImageSource source, long begin, long end, LosslessHeader header)
            throws IOException {
        return new LosslessImage(new BitReader(source, begin + HEADER_BYTES, end), header.width(), header.height());
    }

    /** Opens an image without a header. */
    public static LosslessImage openWithoutHeader(ImageSource source, long begin, long end, int width, int height)
            throws IOException {
        return new LosslessImage(new BitReader(source, begin, end), width, height);
    }

    /**
     * Returns the heap memory in bytes for an image: the window of its copies, and the maximum for blocks of 4 x 4
     * pixels.
     */
    public static long heap(int width, int height) {
        long blocks = (width / 4 + 1L) * (height / 4 + 1L);
        return (48L << 20) + 6 * blocks;
    }

    /**
     * Returns the next row, one ARGB value per column, with alpha in the highest byte. The array is valid until the
     * next call.
     */
    public int[] nextRow() throws IOException {
        stored.readRow(row);
        for (Transform transform : transforms) {
            transform.undo(row, y);
        }
        y++;
        return row;
    }
}
