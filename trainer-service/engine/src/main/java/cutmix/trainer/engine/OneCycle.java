package cutmix.trainer.engine;

/**
 * A learning rate that rises once and falls once (Smith and Topin, "Super-convergence", 2018, section 3): straight to its peak in the
 * first fifth of the steps, and straight to zero in the others.
 *
 * @param peak the greatest rate
 * @param steps from the first to the last
 */
public record OneCycle(double peak, int steps) {

    private static final int RISING_PART = 5;

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
        return peak * (at < rising ? (at + 1.0) / (rising + 1) : (double) (steps - at) / (steps - rising));
    }
}
