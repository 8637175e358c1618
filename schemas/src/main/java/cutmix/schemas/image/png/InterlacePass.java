package cutmix.schemas.image.png;

import java.util.List;

/**
 * The pixels that are stored together: all pixels, or those of one of the seven passes of an interlaced image (8.2).
 */
record InterlacePass(int x, int y, int xStep, int yStep) {

    private static final List<InterlacePass> ONE = List.of(new InterlacePass(0, 0, 1, 1));
    private static final List<InterlacePass> ADAM7 = List.of(
            new InterlacePass(0, 0, 8, 8),
            new InterlacePass(4, 0, 8, 8),
            new InterlacePass(0, 4, 4, 8),
            new InterlacePass(2, 0, 4, 4),
            new InterlacePass(0, 2, 2, 4),
            new InterlacePass(1, 0, 2, 2),
            new InterlacePass(0, 1, 1, 2));

    static List<InterlacePass> of(boolean interlaced) {
        return interlaced ? ADAM7 : ONE;
    }

    /** Returns the number of pixels of this pass in a row. */
    int columns(int width) {
        return Math.max(0, (width - x + xStep - 1) / xStep);
    }
}
