package cutmix.trainer.engine;

import cutmix.schemas.failure.SettingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** In which numbers a network's convolutions are computed. Weights, statistics and the optimizer are float32 in all of them. */
public enum Precision {
    FLOAT32,
    /** Factors of 10 bits of fraction in place of 23, on NVIDIA GPUs from Ampere on. */
    TF32,
    /** Kernels and activations of 7 bits of fraction, half as large. */
    BF16;

    /** The precision of a name such as {@code bf16}. */
    public static Precision named(String name) {
        return Arrays.stream(values())
                .filter(precision -> precision.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException("CUTMIX_TRAINER_PRECISION=" + name + " is unknown: choose "
                        + Arrays.stream(values()).map(Precision::label).collect(Collectors.joining(", "))));
    }

    /** The name in the configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
