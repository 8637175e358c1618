package cutmix.schemas.image.webp.lossless;

/** The reversal of an encoder's transform, which reduces the size of an image (3.5). */
sealed interface Transform permits PredictorTransform, ColorTransform, GreenSubtraction, ColorIndexing {

    /** Returns the number of pixels in a row before the reversal. */
    int storedWidth();

    /**
     * Reverses the transform of one row. Rows are processed from top to bottom.
     *
     * @param row pixels of a row, of which the first {@link #storedWidth} are set
     */
    void undo(int[] row, int y);
}
