package cutmix.trainer.engine;

/**
 * Samples for one step. The arrays are not copied, and belong to the engine from then on.
 *
 * @param size samples
 * @param pixels unsigned bytes, // (size, height, width, channels)
 * @param softLabels weights that sum to 1 for each sample, // (size, classes)
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

    /** The heaviest class of a sample; the first of equals. */
    public int heaviestClass(int sample) {
        return heaviest(softLabels, sample, classes());
    }

    /** The index, within its row, of the greatest value of a row; the first of equals. */
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
