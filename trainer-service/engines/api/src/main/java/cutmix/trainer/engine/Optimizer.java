package cutmix.trainer.engine;

/** How parameters follow their gradients. */
public sealed interface Optimizer {

    /**
     * The learning rate of a step.
     *
     * @param step counted from 0
     * @param steps of the whole training
     */
    double rate(long step, int batchSize, int steps);

    /** Whether the rate of a step follows from how many there are. */
    boolean isScheduled();

    /**
     * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 in the order of section 2's end: ε is
     * not corrected for the bias, as in Keras and Deeplearning4j), at a constant rate.
     *
     * @param epsilon added to the root of the second moment, before the bias is corrected
     */
    record Adam(double learningRate, double epsilon) implements Optimizer {

        /** β1, the decay of the first moment. */
        public static final double BETA1 = 0.9;

        /** β2, the decay of the second moment. */
        public static final double BETA2 = 0.999;

        /**
         * A rate that corrects both moments for their bias.
         *
         * @param t the step, counted from 1
         */
        public static double corrected(double rate, long t) {
            return rate * Math.sqrt(1 - Math.pow(BETA2, t)) / (1 - Math.pow(BETA1, t));
        }

        @Override
        public double rate(long step, int batchSize, int steps) {
            return learningRate;
        }

        @Override
        public boolean isScheduled() {
            return false;
        }
    }

    /**
     * Stochastic gradient descent with Nesterov's momentum m: v ← m·v − rate·g, w ← w + m·v − rate·g (Sutskever et al., "On the
     * importance of initialization and momentum in deep learning", ICML 2013, equations 3 and 4, where w stands for what they call
     * θ + μ·v). The rate goes through {@link OneCycle}.
     *
     * @param peakRate for batches of {@value #BATCH_OF_PEAK_RATE}; in proportion for others (Goyal et al., "Accurate, large minibatch
     *     SGD", 2017, section 2.1)
     */
    record Nesterov(double peakRate, double momentum) implements Optimizer {

        private static final int BATCH_OF_PEAK_RATE = 128;

        @Override
        public double rate(long step, int batchSize, int steps) {
            return new OneCycle(peakRate * batchSize / BATCH_OF_PEAK_RATE, steps).rate(step);
        }

        @Override
        public boolean isScheduled() {
            return true;
        }
    }
}
