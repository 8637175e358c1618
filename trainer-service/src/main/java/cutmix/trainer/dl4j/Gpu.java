package cutmix.trainer.dl4j;

import java.util.Locale;

/**
 * A graphics card as the CUDA run time describes it.
 *
 * @param major the compute capability before the point
 * @param minor the compute capability after it
 */
record Gpu(String name, long memoryBytes, int major, int minor) {

    /** The compute capabilities that ND4J's library for CUDA 11.6 serves, in words. */
    static final String SERVED = "3.7 to 8.9";

    /**
     * Whether ND4J's library runs here. It holds machine code for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and 8.6 and none that a
     * driver could translate; a card takes code of its own major number and of no greater minor one.
     */
    boolean served() {
        return major == 3 ? minor >= 7 : major >= 5 && major <= 8;
    }

    String computeCapability() {
        return major + "." + minor;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, memory: %.1f GiB, compute capability: %s",
                name,
                memoryBytes / 0x1p30,
                computeCapability());
    }
}
