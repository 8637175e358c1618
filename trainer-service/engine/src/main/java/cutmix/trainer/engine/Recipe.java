package cutmix.trainer.engine;

import cutmix.schemas.UserException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a network is initialised, regularised and optimised, by name. */
public enum Recipe {
    /**
     * The Keras example "CutMix data augmentation for image classification": pixels / 255, He-normal weights, L2 on the
     * convolutions' kernels, Adam at a constant rate.
     */
    KERAS(1e-3, 1e-7, 1e-4, 0.99, 1e-3);

    private final double learningRate;
    private final double adamEpsilon;
    private final double kernelL2;
    private final double normMomentum;
    private final double normEpsilon;

    Recipe(double learningRate, double adamEpsilon, double kernelL2, double normMomentum, double normEpsilon) {
        this.learningRate = learningRate;
        this.adamEpsilon = adamEpsilon;
        this.kernelL2 = kernelL2;
        this.normMomentum = normMomentum;
        this.normEpsilon = normEpsilon;
    }

    /** The recipe of a name such as {@code keras}. */
    public static Recipe named(String name) {
        return Arrays.stream(values())
                .filter(recipe -> recipe.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserException("--recipe " + name + " is unknown: choose "
                        + Arrays.stream(values()).map(Recipe::label).collect(Collectors.joining(" or "))));
    }

    /** The name on the command line and in the metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public double learningRate() {
        return learningRate;
    }

    /** Added to the root of Adam's second moment. */
    public double adamEpsilon() {
        return adamEpsilon;
    }

    /** c in the loss term c·‖w‖² of every convolution kernel. */
    public double kernelL2() {
        return kernelL2;
    }

    /** m in running ← m·running + (1 − m)·batch, of the normalisation's statistics. */
    public double normMomentum() {
        return normMomentum;
    }

    /** Added to the variance in the normalisation. */
    public double normEpsilon() {
        return normEpsilon;
    }
}
