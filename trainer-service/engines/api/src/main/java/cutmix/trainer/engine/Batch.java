package cutmix.trainer.engine;

/**
 * The samples of one step. The arrays are not copied; the engine owns them from then on.
 *
 * @param size number of samples
 * @param pixels unsigned bytes of shape {@code (size, height, width, channels)}
 * @param softLabels class weights, which sum to 1 for each sample of shape {@code (size, classes)}
 */
public record Batch(int size, byte[] pixels, float[] softLabels) {

    public Batch {
        if (size < 1 || pixels.length % size != 0 || softLabels.length % size != 0) {
            throw new IllegalArgumentException("a batch of " + size + " samples with " + pixels.length + " bytes and "
                    + softLabels.length + " label weights");
        }
    }

    public int classes() {
        return softLabels.length / size;
    }

    /** Returns the class with the greatest label weight; on a tie, the first one. */
    public int heaviestClass(int sample) {
        return heaviest(softLabels, sample, classes());
    }

    /** Returns the index of the greatest value within a row; on a tie, the first one. */
    public static int heaviest(float[] rows, int row, int width) {
        int best = 0;
        for (int i = 1; i < width; i++) {
            if (rows[row * width + i] > rows[row * width + best]) {
                best = i;
            }
        }
        return best;
    }
}
