package cutmix.trainer.engine;

/**
 * A learning rate that rises once and falls once (Smith and Topin, "Super-convergence", 2018, section 3): from a 25th of its peak to
 * the peak and back, each in the same number of steps, and in the last tenth to a hundredth of that, by the same factor each step.
 * It is ND4J's {@code CycleSchedule}, so that a saved network says it in Deeplearning4j's words.
 *
 * @param peak the greatest rate
 * @param steps from the first to the last
 */
public record OneCycle(double peak, int steps) {

    private static final double FIRST_SHARE = 1.0 / 25;
    private static final double LAST_SHARE = 1e-2;
    private static final int ANNEALED_PART = 10;

    public OneCycle {
        if (steps < 1) {
            throw new IllegalArgumentException("a cycle of " + steps + " steps");
        }
    }

    /** The rate of the first step. */
    public double first() {
        return peak * FIRST_SHARE;
    }

    /** Steps after rise and fall; so many that these are equally long. */
    public int annealing() {
        int tenth = (steps + ANNEALED_PART - 1) / ANNEALED_PART;
        return tenth + (steps - tenth) % 2;
    }

    /** The factor from one of the last steps to the next. */
    public double decay() {
        return Math.pow(LAST_SHARE, 1.0 / annealing());
    }

    /**
     * The rate of a step.
     *
     * @param step counted from 0; after the last one, that of the last one
     */
    public double rate(long step) {
        long at = Math.min(step, steps - 1);
        int side = (steps - annealing()) / 2;
        if (at >= 2L * side) {
            return first() * Math.pow(decay(), at - 2.0 * side);
        }
        return first() + (peak - first()) / side * (at < side ? at : 2L * side - at);
    }
}
