package cutmix.schemas.image.webp.lossless;

/** What an encoder has done to an image to store it in fewer bits (3.5), and how it is undone. */
sealed interface Transform permits PredictorTransform, ColorTransform, GreenSubtraction, ColorIndexing {

    /** Pixels of a row before it is undone. */
    int storedWidth();

    /**
     * Undoes it in one row; rows come from the top down.
     *
     * @param row // (width), of which the first {@link #storedWidth} pixels are set
     */
    void undo(int[] row, int y);
}
