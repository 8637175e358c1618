package cutmix.trainer.dl4j;

/** The loss of predicted probabilities against soft labels. */
final class CrossEntropy {

    /** Below this a probability counts as this, so that the loss stays finite; Keras' and Deeplearning4j's order. */
    private static final double FLOOR = 1e-10;

    private CrossEntropy() {}

    /**
     * Mean over the samples of −Σ label · ln probability.
     *
     * @param probabilities // (size, classes)
     * @param softLabels // (size, classes)
     */
    static double mean(float[] probabilities, float[] softLabels, int size) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (softLabels[i] != 0) {
                sum -= softLabels[i] * Math.log(Math.max(probabilities[i], FLOOR));
            }
        }
        return sum / size;
    }
}
