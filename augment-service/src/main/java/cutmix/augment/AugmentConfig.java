package cutmix.augment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The keys under {@code cutmix.augment}; {@link MixingRecipe} holds their ranges. Workers of one pipeline must agree on all of
 * them, or a sample's bytes depend on who mixed it.
 */
@ConfigMapping(prefix = "cutmix.augment")
interface AugmentConfig {

    /** CutMix draws λ from Beta(alpha, alpha): 1 is uniform, smaller values favour boxes that are nearly empty or nearly whole. */
    @WithDefault("0.25")
    double alpha();

    /** Mixup draws λ from Beta(mixup-alpha, mixup-alpha). */
    @WithDefault("0.2")
    double mixupAlpha();

    /** The probability that a sample is mixed at all. */
    @WithDefault("1")
    double probability();

    /** The probability that a mixed sample is mixed by Mixup instead of CutMix. */
    @WithDefault("0")
    double mixupProbability();

    /** ε: every soft label becomes (1 − ε) · label + ε / classes. */
    @WithDefault("0")
    double labelSmoothing();

    /**
     * The last epochs that are not mixed: a number of them, or a part of all, such as 1/3, rounded down. Counted from the
     * dataset's number of epochs at the time of mixing: epochs that are loaded later do not turn such ones into mixed ones.
     */
    @WithDefault("0")
    String offEpochs();

    /** The most images among which partners are chosen. A worker holds one block for each of its partitions. */
    @WithDefault("512")
    int blockSize();

    /** The most bytes of pixels in a block, so that its memory does not grow with the images; at least three images are in it. */
    @WithDefault("2097152")
    int blockBytes();

    /** The probability that an image is flipped horizontally before it is mixed. Images that are not mixed are flipped, too. */
    @WithDefault("0")
    double flipProbability();

    /**
     * By how many pixels an image is padded on every side, by reflection, before a crop of the original size is taken at a
     * random place, and mixed; less than either side of the images. Images that are not mixed are cropped, too.
     */
    @WithDefault("0")
    int cropPadding();
}
