package cutmix.trainer.engine;

/** An algorithm that updates parameters from their gradients. */
public sealed interface Optimizer {

    /**
     * Returns the learning rate of a step.
     *
     * @param step counted from 0
     * @param steps number of steps of the whole training
     */
    double rate(long step, int batchSize, int steps);

    /** Returns whether the learning rate depends on the total number of steps. */
    boolean isScheduled();

    /**
     * Adam with a constant rate (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 in
     * the order given at the end of section 2: as in Keras and Deeplearning4j, ε is not corrected for the bias).
     *
     * @param epsilon added to the root of the second moment before the bias is corrected
     */
    record Adam(double learningRate, double epsilon) implements Optimizer {

        /** β1, the decay of the first moment. */
        public static final double BETA1 = 0.9;

        /** β2, the decay of the second moment. */
        public static final double BETA2 = 0.999;

        /**
         * Returns the rate that corrects both moments for their bias.
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
     * Stochastic gradient descent with Nesterov momentum m: v ← m·v − rate·g, w ← w + m·v − rate·g (Sutskever et al.,
     * "On the importance of initialization and momentum in deep learning", ICML 2013, equations 3 and 4, where w stands
     * for θ + μ·v). The rate follows {@link OneCycle}.
     *
     * @param peakRate peak rate for batches of {@value #BATCH_OF_PEAK_RATE}; it scales with the batch size (Goyal et
     * al., "Accurate, large minibatch SGD", 2017, section 2.1)
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
