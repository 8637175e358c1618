package cutmix.schemas.image.webp.lossless;

/** Arithmetic with pixels of four bytes, byte by byte. */
final class Pixels {

    private Pixels() {}

    static int sum(int a, int b) {
        int alphaAndGreen = (a & 0xFF00FF00) + (b & 0xFF00FF00) & 0xFF00FF00;
        int redAndBlue = (a & 0x00FF00FF) + (b & 0x00FF00FF) & 0x00FF00FF;
        return alphaAndGreen | redAndBlue;
    }

    /** Returns the average of each byte, rounded down. */
    static int average(int a, int b) {
        return (((a ^ b) & 0xFEFEFEFE) >>> 1) + (a & b);
    }

    /** Returns the pixel that is nearer to left + top - corner, by the sum over all four bytes. */
    static int nearer(int left, int top, int corner) {
        int toLeft = 0;
        int toTop = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            toLeft += Math.abs(octet(top, shift) - octet(corner, shift));
            toTop += Math.abs(octet(left, shift) - octet(corner, shift));
        }
        return toLeft < toTop ? left : top;
    }

    /** a + b - c, each byte limited to 0 to 255. */
    static int gradient(int a, int b, int c) {
        int result = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            result |= limited(octet(a, shift) + octet(b, shift) - octet(c, shift)) << shift;
        }
        return result;
    }

    /** a + (a - b) / 2, each byte limited to 0 to 255. */
    static int halfGradient(int a, int b) {
        int result = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            result |= limited(octet(a, shift) + (octet(a, shift) - octet(b, shift)) / 2) << shift;
        }
        return result;
    }

    private static int octet(int pixel, int shift) {
        return pixel >>> shift & 0xFF;
    }

    private static int limited(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
