package cutmix.schemas.image.webp.lossy;

/** The inverse transforms (section 14). */
final class Transforms {

    private static final int SINE = 35468;
    private static final int COSINE = 20091;

    private Transforms() {}

    /** The inverse Walsh-Hadamard transform of the means. Each result becomes the first coefficient of a block. */
    static void means(int[] in, int[] blocks) {
        int[] columns = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = in[i] + in[12 + i];
            int b = in[4 + i] + in[8 + i];
            int c = in[4 + i] - in[8 + i];
            int d = in[i] - in[12 + i];
            columns[i] = a + b;
            columns[4 + i] = d + c;
            columns[8 + i] = a - b;
            columns[12 + i] = d - c;
        }
        for (int i = 0; i < 4; i++) {
            int first = columns[4 * i] + 3;
            int a = first + columns[4 * i + 3];
            int b = columns[4 * i + 1] + columns[4 * i + 2];
            int c = columns[4 * i + 1] - columns[4 * i + 2];
            int d = first - columns[4 * i + 3];
            int at = 4 * i * Coefficients.BLOCK;
            blocks[at] = a + b >> 3;
            blocks[at + Coefficients.BLOCK] = d + c >> 3;
            blocks[at + 2 * Coefficients.BLOCK] = a - b >> 3;
            blocks[at + 3 * Coefficients.BLOCK] = d - c >> 3;
        }
    }

    /**
     * Adds the inverse cosine transform of a block to the prediction.
     *
     * @param at index of the block's first coefficient
     * @param to index of the block's first pixel
     */
    static void add(int[] coefficients, int at, byte[] pixels, int to, int stride) {
        int[] columns = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = coefficients[at + i] + coefficients[at + 8 + i];
            int b = coefficients[at + i] - coefficients[at + 8 + i];
            int c = sine(coefficients[at + 4 + i]) - cosine(coefficients[at + 12 + i]);
            int d = cosine(coefficients[at + 4 + i]) + sine(coefficients[at + 12 + i]);
            columns[4 * i] = a + d;
            columns[4 * i + 1] = b + c;
            columns[4 * i + 2] = b - c;
            columns[4 * i + 3] = a - d;
        }
        for (int i = 0; i < 4; i++) {
            int first = columns[i] + 4;
            int a = first + columns[8 + i];
            int b = first - columns[8 + i];
            int c = sine(columns[4 + i]) - cosine(columns[12 + i]);
            int d = cosine(columns[4 + i]) + sine(columns[12 + i]);
            int row = to + i * stride;
            add(pixels, row, a + d);
            add(pixels, row + 1, b + c);
            add(pixels, row + 2, b - c);
            add(pixels, row + 3, a - d);
        }
    }

    private static void add(byte[] pixels, int at, int eighths) {
        pixels[at] = (byte) clamped((pixels[at] & 0xFF) + (eighths >> 3));
    }

    static int clamped(int value) {
        return value < 0 ? 0 : Math.min(value, 255);
    }

    private static int sine(int value) {
        return value * SINE >> 16;
    }

    private static int cosine(int value) {
        return value + (value * COSINE >> 16);
    }
}
