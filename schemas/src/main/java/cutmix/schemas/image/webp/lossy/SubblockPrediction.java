package cutmix.schemas.image.webp.lossy;

/** Predicts a block of 4 x 4 pixels (12.3) from the pixels around it. */
final class SubblockPrediction {

    private static final int SIDE = 4;
    /** The edge runs from the lower left up to the upper left corner, and then to the right. */
    private static final int CORNER = 4;

    private static final int EDGE = 13;
    private static final int FIRST_TOP = CORNER + 1;

    private final int[] edge = new int[EDGE];

    /**
     * @param x of the block within the macroblock
     * @param y of the block within the macroblock
     */
    void predict(Macroblock block, int mode, int x, int y) {
        readEdge(block, x, y);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                block.set(x + column, y + row, predicted(mode, column, row));
            }
        }
    }

    private void readEdge(Macroblock block, int x, int y) {
        for (int i = 0; i < SIDE; i++) {
            edge[i] = block.get(x - 1, y + SIDE - 1 - i);
            edge[FIRST_TOP + i] = block.get(x + i, y - 1);
            // At the right side of a macroblock, the pixels of the macroblock above are also used for the lower rows.
            boolean outside = x + SIDE == block.side();
            edge[FIRST_TOP + SIDE + i] = block.get(x + SIDE + i, outside ? -1 : y - 1);
        }
        edge[CORNER] = block.get(x - 1, y - 1);
    }

    private int predicted(int mode, int x, int y) {
        return switch (mode) {
            case PredictionModes.DC -> mean();
            case PredictionModes.TRUE_MOTION -> Transforms.clamped(edge[3 - y] + edge[FIRST_TOP + x] - edge[CORNER]);
            case PredictionModes.VERTICAL -> three(FIRST_TOP + x);
            case PredictionModes.HORIZONTAL -> y == 3 ? weighted(edge[1], edge[0], edge[0]) : three(3 - y);
            case PredictionModes.LEFT_DOWN ->
                x + y == 6 ? weighted(edge[EDGE - 2], edge[EDGE - 1], edge[EDGE - 1]) : three(FIRST_TOP + 1 + x + y);
            case PredictionModes.RIGHT_DOWN -> three(CORNER + x - y);
            case PredictionModes.VERTICAL_RIGHT -> verticalRight(x, y);
            case PredictionModes.VERTICAL_LEFT -> verticalLeft(x, y);
            case PredictionModes.HORIZONTAL_DOWN -> horizontalDown(x, y);
            default -> horizontalUp(x, y);
        };
    }

    private int mean() {
        int sum = SIDE;
        for (int i = 0; i < SIDE; i++) {
            sum += edge[i] + edge[FIRST_TOP + i];
        }
        return sum >> 3;
    }

    private int verticalRight(int x, int y) {
        int steps = 2 * x - y;
        if (steps < 0) {
            return three(CORNER + 1 + steps);
        }
        int at = CORNER + steps / 2;
        return y % 2 == 0 ? two(at) : three(at + 1);
    }

    private int verticalLeft(int x, int y) {
        if (x == 3 && y >= 2) {
            return three(FIRST_TOP + 3 + y);
        }
        int at = FIRST_TOP + x + y / 2;
        return y % 2 == 0 ? two(at) : three(at + 1);
    }

    private int horizontalDown(int x, int y) {
        int steps = 2 * y - x;
        if (steps < 0) {
            return three(CORNER - 1 - steps);
        }
        int at = CORNER - 1 - steps / 2;
        return x % 2 == 0 ? two(at) : three(at);
    }

    private int horizontalUp(int x, int y) {
        int steps = x + 2 * y;
        if (steps > 5) {
            return edge[0];
        }
        if (steps == 5) {
            return weighted(edge[1], edge[0], edge[0]);
        }
        int at = 3 - steps / 2;
        return steps % 2 == 0 ? two(at - 1) : three(at - 1);
    }

    /** Returns the weighted mean of a pixel on the edge and the next one. */
    private int two(int at) {
        return edge[at] + edge[at + 1] + 1 >> 1;
    }

    /** Returns the weighted mean of a pixel on the edge and its two neighbors. */
    private int three(int at) {
        return weighted(edge[at - 1], edge[at], edge[at + 1]);
    }

    private static int weighted(int a, int b, int c) {
        return a + 2 * b + c + 2 >> 2;
    }
}
