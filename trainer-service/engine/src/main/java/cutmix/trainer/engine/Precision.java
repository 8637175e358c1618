package cutmix.trainer.engine;

import java.util.Locale;

/** In which numbers a network's convolutions are computed. Weights, statistics and the optimizer are float32 in all of them. */
public enum Precision {
    FLOAT32,
    /** Factors of 10 bits of fraction in place of 23, on NVIDIA GPUs from Ampere on. */
    TF32,
    /** Kernels and activations of 7 bits of fraction, half as large. */
    BF16;

    /** The name in the configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
