package cutmix.schemas.image.webp.lossy;

/** Two rows of macroblocks of one plane of the image: the row above, followed by the current row. */
final class Plane {

    private final int side;
    private final int stride;
    private final byte[] pixels;

    /** @param side side of a macroblock in this plane */
    Plane(int side, int macroblocksAcross) {
        this.side = side;
        this.stride = side * macroblocksAcross;
        this.pixels = new byte[2 * side * stride];
    }

    byte[] pixels() {
        return pixels;
    }

    int stride() {
        return stride;
    }

    int side() {
        return side;
    }

    /**
     * The position of a row.
     *
     * @param y row within the current row of macroblocks; negative for the row above
     */
    int current(int y) {
        return (side + y) * stride;
    }

    /** Moves to the next row of macroblocks. */
    void moveDown() {
        System.arraycopy(pixels, side * stride, pixels, 0, side * stride);
    }
}
