package cutmix.schemas.image.png;

import java.util.List;

/** The pixels that are stored together: all of them, or in an interlaced image those of one of seven passes (8.2). */
record Pass(int x, int y, int xStep, int yStep) {

    private static final List<Pass> ONE = List.of(new Pass(0, 0, 1, 1));
    private static final List<Pass> ADAM7 = List.of(
            new Pass(0, 0, 8, 8),
            new Pass(4, 0, 8, 8),
            new Pass(0, 4, 4, 8),
            new Pass(2, 0, 4, 4),
            new Pass(0, 2, 2, 4),
            new Pass(1, 0, 2, 2),
            new Pass(0, 1, 1, 2));

    static List<Pass> of(boolean interlaced) {
        return interlaced ? ADAM7 : ONE;
    }

    /** Pixels of this pass in a row. */
    int columns(int width) {
        return Math.max(0, (width - x + xStep - 1) / xStep);
    }
}
