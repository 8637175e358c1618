package cutmix.trainer.engine;

import java.util.Locale;

/**
 * A graphics card as the CUDA run time describes it.
 *
 * @param major the compute capability before the point
 * @param minor the compute capability after it
 */
public record Gpu(String name, long memoryBytes, int major, int minor) {

    public String computeCapability() {
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
