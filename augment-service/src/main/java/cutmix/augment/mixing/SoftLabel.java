package cutmix.augment.mixing;

import java.util.Arrays;
import java.util.List;

/** Labels with a weight for each class; the weights sum to 1. */
final class SoftLabel {

    private SoftLabel() {}

    /**
     * Returns the label of two mixed images, smoothed as in Szegedy et al., "Rethinking the Inception architecture for
     * computer vision", CVPR 2016, section 7: (1 − ε) · weight + ε / classes.
     *
     * @param classes the number of classes
     * @param baseWeight weight of the base, in [0, 1]; the partner has the rest
     * @param smoothing ε, in [0, 1)
     */
    static List<Float> of(int classes, int base, int partner, double baseWeight, double smoothing) {
        Float[] label = new Float[classes]; // (classes)
        Arrays.fill(label, (float) (smoothing / classes));
        label[base] = smoothed(base == partner ? 1 : baseWeight, classes, smoothing);
        if (base != partner) {
            label[partner] = smoothed(1 - baseWeight, classes, smoothing);
        }
        return Arrays.asList(label);
    }

    private static float smoothed(double weight, int classes, double smoothing) {
        return (float) ((1 - smoothing) * weight + smoothing / classes);
    }
}
