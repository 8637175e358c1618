package cutmix.schemas.image.webp.lossy;

import java.util.Arrays;

/**
 * One plane of a macroblock during decoding, with the neighboring pixels for its prediction: a row above, which for
 * luminance extends to the upper right, and a column to the left.
 */
final class Macroblock {

    /** The values of pixels above the image and to its left. */
    private static final int ABOVE = 127;

    private static final int LEFT = 129;
    private static final int UPPER_RIGHT = 4;

    private final int side;
    private final int stride;
    private final byte[] pixels;

    /** @param side 16 for luminance, 8 for a color */
    Macroblock(int side) {
        this.side = side;
        this.stride = 1 + side + UPPER_RIGHT;
        this.pixels = new byte[(1 + side) * stride];
    }

    /** Starts a row of macroblocks. */
    void beginRow(boolean first) {
        for (int y = 0; y < side; y++) {
            pixels[at(-1, y)] = (byte) LEFT;
        }
        pixels[at(-1, -1)] = (byte) (first ? ABOVE : LEFT);
    }

    /** Moves one macroblock to the right. */
    void moveRight() {
        for (int y = -1; y < side; y++) {
            pixels[at(-1, y)] = pixels[at(side - 1, y)];
        }
    }

    /** Sets the row above for the first row of macroblocks. */
    void setTop() {
        Arrays.fill(pixels, at(0, -1), at(side + UPPER_RIGHT, -1), (byte) ABOVE);
    }

    /**
     * Sets the row above.
     *
     * @param row the last row of the macroblocks above, before they were filtered
     * @param x the start of this macroblock in the row
     */
    void setTop(byte[] row, int x) {
        System.arraycopy(row, x, pixels, at(0, -1), side);
        boolean last = x + side >= row.length;
        for (int i = 0; i < UPPER_RIGHT; i++) {
            pixels[at(side + i, -1)] = last ? row[x + side - 1] : row[x + side + i];
        }
    }

    /** Keeps the last row, for the macroblock below. */
    void saveBottom(byte[] row, int x) {
        System.arraycopy(pixels, at(0, side - 1), row, x, side);
    }

    /** Copies the macroblock into the image. */
    void copyTo(Plane plane, int x) {
        for (int y = 0; y < side; y++) {
            System.arraycopy(pixels, at(0, y), plane.pixels(), plane.current(y) + x, side);
        }
    }

    /**
     * The index of a pixel, with coordinates relative to the upper left pixel of the macroblock; a coordinate of -1 is
     * outside it.
     */
    int at(int x, int y) {
        return (1 + y) * stride + 1 + x;
    }

    int get(int x, int y) {
        return pixels[at(x, y)] & 0xFF;
    }

    void set(int x, int y, int value) {
        pixels[at(x, y)] = (byte) value;
    }

    byte[] pixels() {
        return pixels;
    }

    int side() {
        return side;
    }

    int stride() {
        return stride;
    }
}
