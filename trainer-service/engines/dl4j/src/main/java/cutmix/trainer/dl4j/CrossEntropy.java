package cutmix.trainer.dl4j;

/** The loss of predicted probabilities with soft labels. */
final class CrossEntropy {

    /** Lower limit of probabilities, which keeps the loss finite; about the same as in Keras and Deeplearning4j. */
    private static final double FLOOR = 1e-10;

    private CrossEntropy() {}

    /**
     * Returns the mean over the samples of −Σ label · ln probability.
     *
     * @param probabilities probabilities of shape {@code (size, classes)}
     * @param softLabels class weights of shape {@code (size, classes)}
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
