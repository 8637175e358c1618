package cutmix.trainer.engine;

import cutmix.schemas.failure.SettingException;
import cutmix.trainer.engine.network.PixelScale;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A named combination of initialization, regularization and optimizer. */
public enum Recipe {
    /**
     * The Keras example "CutMix data augmentation for image classification": pixels / 255, He-normal weights, L2 on the
     * convolution kernels, and Adam at a constant rate.
     */
    KERAS(new Optimizer.Adam(1e-3, 1e-7), 1e-4, 0.99, 1e-3) {
        @Override
        public PixelScale pixels(int channels) {
            return PixelScale.toUnit(channels);
        }
    },

    /**
     * Reaches a higher accuracy in the same number of epochs: pixels standardized with the means and deviations of
     * CIFAR-10's channels, stochastic gradient descent with Nesterov momentum, and a one-cycle rate. The L2 term is a
     * weight decay of 2e-4.
     */
    STRONG(new Optimizer.Nesterov(0.4, 0.9), 1e-4, 0.99, 1e-5) {
        @Override
        public PixelScale pixels(int channels) {
            return channels == CIFAR10_MEANS.size()
                    ? new PixelScale(CIFAR10_MEANS, CIFAR10_DEVIATIONS)
                    : new PixelScale(Collections.nCopies(channels, 0.5f), Collections.nCopies(channels, 0.25f));
        }
    };

    private static final List<Float> CIFAR10_MEANS = List.of(0.4914f, 0.4822f, 0.4465f);
    private static final List<Float> CIFAR10_DEVIATIONS = List.of(0.2470f, 0.2435f, 0.2616f);

    private final Optimizer optimizer;
    private final double kernelL2;
    private final double normMomentum;
    private final double normEpsilon;

    Recipe(Optimizer optimizer, double kernelL2, double normMomentum, double normEpsilon) {
        this.optimizer = optimizer;
        this.kernelL2 = kernelL2;
        this.normMomentum = normMomentum;
        this.normEpsilon = normEpsilon;
    }

    /** Returns the recipe with this name, for example {@code keras}. */
    public static Recipe named(String name) {
        return Arrays.stream(values())
                .filter(recipe -> recipe.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException("--recipe " + name + " is unknown: choose "
                        + Arrays.stream(values()).map(Recipe::label).collect(Collectors.joining(" or "))));
    }

    /** Returns the name used on the command line and in the metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Optimizer optimizer() {
        return optimizer;
    }

    /** Returns the scaling of pixels for images with this number of channels. */
    public abstract PixelScale pixels(int channels);

    /** Returns c of the loss term c·‖w‖² of every convolution kernel. */
    public double kernelL2() {
        return kernelL2;
    }

    /** Returns m of running ← m·running + (1 − m)·batch, the update of the normalization's statistics. */
    public double normMomentum() {
        return normMomentum;
    }

    /** Returns the number that the normalization adds to the variance. */
    public double normEpsilon() {
        return normEpsilon;
    }
}
