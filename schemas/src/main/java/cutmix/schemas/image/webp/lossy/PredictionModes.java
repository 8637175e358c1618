package cutmix.schemas.image.webp.lossy;

import java.io.IOException;
import java.util.Arrays;

/** Reads the prediction modes of the blocks of each macroblock (11.2 to 11.4), row by row. */
final class PredictionModes {

    static final int DC = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;
    static final int LEFT_DOWN = 4;
    static final int RIGHT_DOWN = 5;
    static final int VERTICAL_RIGHT = 6;
    static final int VERTICAL_LEFT = 7;
    static final int HORIZONTAL_DOWN = 8;
    static final int HORIZONTAL_UP = 9;

    private static final int MODES = 10;
    /** For each node of the tree, the next node for false and for true; a mode is stored as its complement. */
    private static final int[] TREE = {
        ~DC,
        2,
        ~TRUE_MOTION,
        4,
        ~VERTICAL,
        6,
        8,
        12,
        ~HORIZONTAL,
        10,
        ~RIGHT_DOWN,
        ~VERTICAL_RIGHT,
        ~LEFT_DOWN,
        14,
        ~VERTICAL_LEFT,
        16,
        ~HORIZONTAL_DOWN,
        ~HORIZONTAL_UP
    };

    private final FrameHeader header;
    private final int[] above; // (4 x macroblocks across)
    private final int[] left = new int[4];

    private int segment;
    private boolean skipped;
    private boolean divided;
    private int lumaMode;
    private final int[] subblockModes = new int[16];
    private int chromaMode;

    PredictionModes(FrameHeader header, int macroblocksAcross) {
        this.header = header;
        this.above = new int[4 * macroblocksAcross];
    }

    void beginRow() {
        Arrays.fill(left, DC);
    }

    /** Reads the modes of the next macroblock of the row. */
    void read(BoolDecoder in, int column) throws IOException {
        segment = header.segmentation().readSegment(in);
        skipped = header.skipProbability() >= 0 && in.read(header.skipProbability());
        divided = !in.read(145);
        if (divided) {
            readSubblocks(in, column);
        } else {
            if (in.read(156)) {
                lumaMode = in.read(128) ? TRUE_MOTION : HORIZONTAL;
            } else {
                lumaMode = in.read(163) ? VERTICAL : DC;
            }
            Arrays.fill(above, 4 * column, 4 * column + 4, lumaMode);
            Arrays.fill(left, lumaMode);
        }
        if (!in.read(142)) {
            chromaMode = DC;
        } else if (!in.read(114)) {
            chromaMode = VERTICAL;
        } else {
            chromaMode = in.read(183) ? TRUE_MOTION : HORIZONTAL;
        }
    }

    private void readSubblocks(BoolDecoder in, int column) throws IOException {
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                int probabilities = (above[4 * column + x] * MODES + left[y]) * (MODES - 1);
                int node = 0;
                do {
                    node = TREE[node + in.bit(Constants.SUBBLOCK_MODES[probabilities + node / 2])];
                } while (node > 0);
                int mode = ~node;
                subblockModes[4 * y + x] = mode;
                above[4 * column + x] = mode;
                left[y] = mode;
            }
        }
    }

    int segment() {
        return segment;
    }

    /** Returns whether the macroblock has no coefficients. */
    boolean skipped() {
        return skipped;
    }

    /** Returns whether each luminance subblock has its own mode. */
    boolean divided() {
        return divided;
    }

    int lumaMode() {
        return lumaMode;
    }

    int subblockMode(int subblock) {
        return subblockModes[subblock];
    }

    int chromaMode() {
        return chromaMode;
    }
}
