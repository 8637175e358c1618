package cutmix.schemas.image.webp.lossy;

import java.io.IOException;
import java.util.Arrays;

/** Reads the coefficients of each macroblock (section 13), row by row, and multiplies them by the quantizer. */
final class Coefficients {

    static final int BLOCKS = 24;
    static final int BLOCK = 16;

    private static final int PROBABILITIES = 11;
    private static final int CONTEXTS = 3;
    private static final int BANDS = 8;

    private static final int LUMA_WITHOUT_MEAN = 0;
    private static final int MEANS = 1;
    private static final int CHROMA = 2;
    private static final int LUMA = 3;

    private static final int[] ORDER = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    private static final int[] BAND = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    /** Probabilities of the extra bits of the four largest categories of values. */
    private static final int[][] EXTRA_BITS = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    /** The number of flags at a macroblock's edge: four blocks of luminance, two of each color, and the means. */
    private static final int FLAGS = 9;

    private static final int MEANS_FLAG = 8;

    private final FrameHeader header;
    private final int[] above; // (macroblocks across, flags)
    private final int[] left = new int[FLAGS];
    private final int[] values = new int[BLOCKS * BLOCK]; // luminance, then the two colors
    private final int[] means = new int[BLOCK];
    private BoolDecoder in;
    private boolean any;

    Coefficients(FrameHeader header, int macroblocksAcross) {
        this.header = header;
        this.above = new int[FLAGS * macroblocksAcross];
    }

    void beginRow(BoolDecoder partition) {
        in = partition;
        Arrays.fill(left, 0);
    }

    /** Reads the coefficients of the next macroblock of the row. */
    void read(PredictionModes modes, int column) throws IOException {
        Arrays.fill(values, 0);
        any = false;
        int flags = FLAGS * column;
        if (modes.skipped()) {
            // The flag of the means is kept if a macroblock has no means.
            int count = modes.divided() ? MEANS_FLAG : FLAGS;
            Arrays.fill(above, flags, flags + count, 0);
            Arrays.fill(left, 0, count, 0);
            return;
        }
        Quantizer quantizer = header.quantizers()[modes.segment()];
        int first = 0;
        if (!modes.divided()) {
            readMeans(quantizer, flags);
            first = 1;
        }
        int kind = modes.divided() ? LUMA : LUMA_WITHOUT_MEAN;
        readBlocks(0, 4, kind, first, quantizer.luma(), flags, 0);
        readBlocks(16, 2, CHROMA, 0, quantizer.chroma(), flags + 4, 4);
        readBlocks(20, 2, CHROMA, 0, quantizer.chroma(), flags + 6, 6);
    }

    private void readMeans(Quantizer quantizer, int flags) throws IOException {
        Arrays.fill(means, 0);
        int context = above[flags + MEANS_FLAG] + left[MEANS_FLAG];
        int end = readBlock(MEANS, context, 0, quantizer.means(), means, 0);
        above[flags + MEANS_FLAG] = end > 0 ? 1 : 0;
        left[MEANS_FLAG] = above[flags + MEANS_FLAG];
        if (end > 0) {
            Transforms.means(means, values);
            for (int block = 0; block < 16; block++) {
                any |= values[BLOCK * block] != 0;
            }
        }
    }

    /** Reads a square of blocks. */
    private void readBlocks(int firstBlock, int side, int kind, int first, int[] steps, int aboveFlags, int leftFlags)
            throws IOException {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int context = above[aboveFlags + x] + left[leftFlags + y];
                int at = BLOCK * (firstBlock + side * y + x);
                int end = readBlock(kind, context, first, steps, values, at);
                above[aboveFlags + x] = end > first ? 1 : 0;
                left[leftFlags + y] = above[aboveFlags + x];
                any |= end > first;
            }
        }
    }

    /** @return the index after the last non-zero coefficient, in stored order */
    private int readBlock(int kind, int context, int first, int[] steps, int[] into, int at) throws IOException {
        int[] all = header.coefficients();
        int ofKind = kind * BANDS * CONTEXTS * PROBABILITIES;
        int p = ofKind + (BAND[first] * CONTEXTS + context) * PROBABILITIES;
        for (int n = first; n < BLOCK; n++) {
            if (!in.read(all[p])) {
                return n;
            }
            while (!in.read(all[p + 1])) {
                n++;
                if (n == BLOCK) {
                    return BLOCK;
                }
                p = ofKind + BAND[n] * CONTEXTS * PROBABILITIES;
            }
            int value = in.read(all[p + 2]) ? large(all, p) : 1;
            p = ofKind + (BAND[n + 1] * CONTEXTS + (value == 1 ? 1 : 2)) * PROBABILITIES;
            int signed = in.flag() ? -value : value;
            // Sixteen bits, as in other decoders, so that damaged values do not overflow later.
            into[at + ORDER[n]] = (short) (signed * steps[n == 0 ? 0 : 1]);
        }
        return BLOCK;
    }

    private int large(int[] all, int p) throws IOException {
        if (!in.read(all[p + 3])) {
            return in.read(all[p + 4]) ? 3 + in.bit(all[p + 5]) : 2;
        }
        if (!in.read(all[p + 6])) {
            return in.read(all[p + 7]) ? 7 + 2 * in.bit(165) + in.bit(145) : 5 + in.bit(159);
        }
        int high = in.bit(all[p + 8]);
        int category = 2 * high + in.bit(all[p + 9 + high]);
        int extra = 0;
        for (int probability : EXTRA_BITS[category]) {
            extra = 2 * extra + in.bit(probability);
        }
        return 3 + (8 << category) + extra;
    }

    /** Returns the coefficients of blocks of 4 x 4, row by row. */
    int[] values() {
        return values;
    }

    /** Returns whether the macroblock has any coefficients. */
    boolean any() {
        return any;
    }
}
