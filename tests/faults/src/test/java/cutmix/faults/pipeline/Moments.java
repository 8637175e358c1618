package cutmix.faults.pipeline;

import java.util.Random;

/** The times of faults: random, from a seed that is printed and that {@code -Dcutmix.faults.seed=N} repeats. */
public final class Moments {

    private final String test;
    private final Random random;

    public Moments(String test) {
        this.test = test;
        long seed = Long.getLong("cutmix.faults.seed", System.nanoTime());
        this.random = new Random(seed);
        System.out.println(test + ": seed " + seed);
    }

    /** A number in [low, high). */
    public int between(int low, int high, String what) {
        int chosen = low + random.nextInt(high - low);
        System.out.println(test + ": " + what + " at " + chosen);
        return chosen;
    }
}
