package cutmix.schemas.image.webp.lossy;

/**
 * Converts a row of luminance and the two adjacent rows of color differences, at half the resolution, into red, green
 * and blue. Interpolates the color differences with weights 3 (nearer) and 1 (farther) in each direction, with
 * libwebp's arithmetic.
 */
final class ColorRow {

    private final int width;
    private final byte[] rgb;

    ColorRow(int width) {
        this.width = width;
        this.rgb = new byte[3 * width];
    }

    /**
     * @param y position of the row of luminance
     * @param near position of the nearer row in both color planes
     * @param far position of the other row
     * @return red, green and blue, valid until the next call
     */
    byte[] convert(byte[] luma, int y, byte[] u, byte[] v, int near, int far) {
        for (int x = 0; x < width; x++) {
            put(x, luma[y + x] & 0xFF, interpolated(u, near, far, x), interpolated(v, near, far, x));
        }
        return rgb;
    }

    private int interpolated(byte[] plane, int near, int far, int x) {
        int column = x >> 1;
        int other = x % 2 == 0 ? column - 1 : column + 1;
        if (other < 0 || other > width - 1 >> 1) {
            return 3 * (plane[near + column] & 0xFF) + (plane[far + column] & 0xFF) + 2 >> 2;
        }
        int here = plane[near + column] & 0xFF;
        int beside = plane[near + other] & 0xFF;
        int across = plane[far + column] & 0xFF;
        int diagonal = plane[far + other] & 0xFF;
        // The mean of all four and of the two adjacent ones, then the mean of that and the nearest.
        int sides = here + diagonal + 3 * (beside + across) + 8 >> 3;
        return sides + here >> 1;
    }

    private void put(int x, int luma, int u, int v) {
        int light = luma * 19077 >> 8;
        rgb[3 * x] = channel(light + (v * 26149 >> 8) - 14234);
        rgb[3 * x + 1] = channel(light - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708);
        rgb[3 * x + 2] = channel(light + (u * 33050 >> 8) - 17685);
    }

    /** Converts 64ths into a byte. */
    private static byte channel(int value) {
        return (byte) Transforms.clamped(value >> 6);
    }
}
