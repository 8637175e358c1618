package cutmix.trainer.engine;

import java.util.Locale;

/**
 * A GPU as the CUDA run time describes it.
 *
 * @param major first part of the compute capability
 * @param minor second part of the compute capability
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
