package cutmix.trainer.engine;

/**
 * A one-cycle learning rate (Smith and Topin, "Super-convergence", 2018, section 3). The rate rises linearly to its
 * peak in the first tenth of the steps and then falls to zero. With a share z of the falling steps left, it is 2z / (1
 * + z) of the peak (Chen et al., "REX: Revisiting budgeted training with an improved schedule", 2021, arXiv
 * 2107.04197).
 *
 * @param peak the greatest rate
 * @param steps number of steps in the cycle
 */
public record OneCycle(double peak, int steps) {

    private static final int RISING_PART = 10;

    public OneCycle {
        if (steps < 1) {
            throw new IllegalArgumentException("a cycle of " + steps + " steps");
        }
    }

    /**
     * Returns the rate of a step.
     *
     * @param step counted from 0; steps after the end have the rate of the last step
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
