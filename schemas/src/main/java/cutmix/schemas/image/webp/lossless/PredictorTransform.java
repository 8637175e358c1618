package cutmix.schemas.image.webp.lossless;

import java.io.IOException;

/**
 * Reverses the prediction of pixels from their neighbors, by one of fourteen rules for each block (3.5.1). The stored
 * values are differences.
 */
final class PredictorTransform implements Transform {

    private static final int BLACK = 0xFF000000;
    private static final int LEFT = 1;
    private static final int TOP = 2;

    private final int width;
    private final int bits;
    private final int blocksAcross;
    private final byte[] rules; // (blocks down, blocks across)
    /**
     * The row above, followed by the first pixel of this row, which serves as the upper right neighbor of the last
     * pixel.
     */
    private final int[] above;

    private PredictorTransform(int width, int bits, int blocksAcross, byte[] rules) {
        this.width = width;
        this.bits = bits;
        this.blocksAcross = blocksAcross;
        this.rules = rules;
        this.above = new int[width + 1];
    }

    static PredictorTransform read(BitReader in, int width, int height) throws IOException {
        int bits = 2 + in.read(3);
        int across = EntropyImage.blocks(width, bits);
        int down = EntropyImage.blocks(height, bits);
        EntropyImage stored = EntropyImage.of(in, across, down);
        byte[] rules = new byte[across * down];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = (byte) (stored.next() >> 8 & 15);
        }
        return new PredictorTransform(width, bits, across, rules);
    }

    @Override
    public int storedWidth() {
        return width;
    }

    @Override
    public void undo(int[] row, int y) {
        for (int x = 0; x < width; x++) {
            int rule;
            if (y == 0) {
                rule = x == 0 ? 0 : LEFT;
            } else {
                rule = x == 0 ? TOP : rules[(y >> bits) * blocksAcross + (x >> bits)];
            }
            row[x] = Pixels.sum(row[x], predicted(rule, row, x));
            if (x == 0) {
                above[width] = row[0];
            }
        }
        System.arraycopy(row, 0, above, 0, width);
    }

    private int predicted(int rule, int[] row, int x) {
        int left = x == 0 ? 0 : row[x - 1];
        int corner = x == 0 ? 0 : above[x - 1];
        int top = above[x];
        int right = above[x + 1];
        return switch (rule) {
            case LEFT -> left;
            case TOP -> top;
            case 3 -> right;
            case 4 -> corner;
            case 5 -> Pixels.average(Pixels.average(left, right), top);
            case 6 -> Pixels.average(left, corner);
            case 7 -> Pixels.average(left, top);
            case 8 -> Pixels.average(corner, top);
            case 9 -> Pixels.average(top, right);
            case 10 -> Pixels.average(Pixels.average(left, corner), Pixels.average(top, right));
            case 11 -> Pixels.nearer(left, top, corner);
            case 12 -> Pixels.gradient(left, top, corner);
            case 13 -> Pixels.halfGradient(Pixels.average(left, top), corner);
            default -> BLACK;
        };
    }
}
