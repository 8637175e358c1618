package cutmix.trainer.engine;

/**
 * A learning rate that rises once and falls once (Smith and Topin, "Super-convergence", 2018, section 3): straight to its peak in the
 * first tenth of the steps, and in the others to zero, the faster the nearer: with a share z of them left it is 2z / (1 + z) of the
 * peak (Chen et al., "REX: Revisiting budgeted training with an improved schedule", 2021, arXiv 2107.04197).
 *
 * @param peak the greatest rate
 * @param steps from the first to the last
 */
public record OneCycle(double peak, int steps) {

    private static final int RISING_PART = 10;

    public OneCycle {
        if (steps < 1) {
            throw new IllegalArgumentException("a cycle of " + steps + " steps");
        }
    }

    /**
     * The rate of a step.
     *
     * @param step counted from 0; after the last one, that of the last one
     */
    public double rate(long step) {
        long at = Math.min(step, steps - 1);
        int rising = steps / RISING_PART;
        if (at < rising) {
            return peak * (at + 1) / (rising + 1);
        }
        double left = (double) (steps - at) / (steps - rising);
        return peak * 2 * left / (1 + left);
    }
}
