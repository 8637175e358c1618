package cutmix.schemas.image.jpeg;

/**
 * Converts luminance and two color differences into red, green and blue (JFIF 1.02, section 7), with libjpeg's
 * fixed-point arithmetic.
 */
final class YccToRgb {

    private static final int BITS = 16;
    private static final int HALF = 1 << BITS - 1;

    private YccToRgb() {}

    static void toRgb(int luminance, int blueDifference, int redDifference, int[] rgb) {
        int blue = blueDifference - 128;
        int red = redDifference - 128;
        rgb[0] = clamped(luminance + (fixed(1.402) * red + HALF >> BITS));
        rgb[1] = clamped(luminance + (-fixed(0.34414) * blue - fixed(0.71414) * red + HALF >> BITS));
        rgb[2] = clamped(luminance + (fixed(1.772) * blue + HALF >> BITS));
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << BITS) + 0.5);
    }

    private static int clamped(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
