package cutmix.augment.settings;

import cutmix.augment.mixing.MixingRecipe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How samples are mixed; {@link MixingRecipe} has the valid ranges. All workers of a pipeline need equal values: otherwise the bytes of
 * a sample depend on the worker that mixes it.
 */
@ConfigMapping(prefix = "cutmix.augment")
public interface AugmentConfig {

    /**
     * CutMix draws λ from Beta(alpha, alpha). 1 is the uniform distribution; smaller values favor boxes that cover almost nothing or
     * almost the whole image.
     */
    @WithDefault("0.25")
    double alpha();

    /** Mixup draws λ from Beta(mixup-alpha, mixup-alpha). */
    @WithDefault("0.2")
    double mixupAlpha();

    /** Probability that a sample is mixed. */
    @WithDefault("1")
    double probability();

    /** Probability that a mixed sample uses Mixup instead of CutMix. */
    @WithDefault("0")
    double mixupProbability();

    /** Label smoothing ε: a soft label becomes (1 − ε) · label + ε / classes. */
    @WithDefault("0")
    double labelSmoothing();

    /**
     * The last epochs, which are not mixed: a number, or a fraction of all epochs such as {@code 1/3}, rounded down. The total is the
     * dataset's number of epochs at the time of mixing. If epochs are added later, epochs that were not mixed stay as they are.
     */
    @WithDefault("0")
    String offEpochs();

    /** Greatest number of images in a block. Partners are drawn within a block; a worker holds one block for each of its partitions. */
    @WithDefault("512")
    int blockSize();

    /**
     * Greatest size of a block in bytes of pixels: 682 images of 32 × 32, or 13 of 224 × 224. A block holds at least three images, however
     * large they are.
     */
    @WithDefault("2097152")
    int blockBytes();

    /**
     * Probability that an image is flipped horizontally before it is mixed; 0.5 is usual. It applies to images that are not mixed, too.
     */
    @WithDefault("0")
    double flipProbability();

    /**
     * Pixels by which an image is padded on every side, by reflection, before it is cropped to its original size at a random place and
     * then mixed; 4 is usual for 32 × 32. It must be less than the height and the width of the images. It applies to images that are not
     * mixed, too.
     */
    @WithDefault("0")
    int cropPadding();
}
