package cutmix.trainer.engine;

import cutmix.schemas.failure.SettingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The number format in which convolutions are computed. Weights, statistics and the optimizer always use float32. */
public enum Precision {
    FLOAT32,
    /** Factors with 10 bits of fraction in place of 23, on NVIDIA GPUs from Ampere on. */
    TF32,
    /** Kernels and activations with 7 bits of fraction, at half the size. */
    BF16;

    /** Returns the precision with this name, for example {@code bf16}. */
    public static Precision named(String name) {
        return Arrays.stream(values())
                .filter(precision -> precision.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException("CUTMIX_TRAINER_PRECISION=" + name + " is unknown: choose "
                        + Arrays.stream(values()).map(Precision::label).collect(Collectors.joining(", "))));
    }

    /** Returns the name used in the configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
