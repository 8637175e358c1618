package cutmix.augment.mixing;

import cutmix.augment.block.BlockLayout;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.mixing.MixingSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings for flipping, cropping and mixing images. All workers of a pipeline need equal recipes.
 *
 * @param alpha CutMix draws λ from Beta(alpha, alpha); in [0.001, 1000]
 * @param mixupAlpha Mixup draws λ from Beta(mixupAlpha, mixupAlpha); in [0.001, 1000]
 * @param probability probability that a sample is mixed; in [0, 1]
 * @param mixupProbability probability that a mixed sample uses Mixup instead of CutMix; in [0, 1]
 * @param labelSmoothing ε: every soft label becomes (1 − ε) · label + ε / classes; in [0, 1)
 * @param offEpochs last epochs, which are not mixed
 * @param blockSize maximum number of images in a block, within which partners are drawn; in [3, 65536], because with
 *      blocks of at most two images, one image of an odd number would have no partner
 * @param flipProbability probability that an image is flipped horizontally before it is mixed; in [0, 1]
 * @param cropPadding number of pixels by which an image is padded on every side before it is cropped, and thereby
 *      shifted; at least 0 and less than each side of the image, because the padding reflects its pixels
 * @param blockBytes maximum number of bytes of pixels in a block, unless three images need more; at least 1
 */
public record MixingRecipe(
        double alpha,
        double mixupAlpha,
        double probability,
        double mixupProbability,
        double labelSmoothing,
        LastEpochs offEpochs,
        int blockSize,
        double flipProbability,
        int cropPadding,
        int blockBytes) {

    /** @throws SettingException if a value is out of range; the message contains its key and the value */
    public MixingRecipe {
        check(alpha >= 1e-3 && alpha <= 1e3, "alpha", alpha, "must lie in [0.001, 1000]");
        check(mixupAlpha >= 1e-3 && mixupAlpha <= 1e3, "mixup-alpha", mixupAlpha, "must lie in [0.001, 1000]");
        check(probability >= 0 && probability <= 1, "probability", probability, "must lie in [0, 1]");
        check(
                mixupProbability >= 0 && mixupProbability <= 1,
                "mixup-probability",
                mixupProbability,
                "must lie in [0, 1]");
        check(labelSmoothing >= 0 && labelSmoothing < 1, "label-smoothing", labelSmoothing, "must lie in [0, 1)");
        check(blockSize >= 3 && blockSize <= 65536, "block-size", blockSize, "must lie in [3, 65536]");
        check(flipProbability >= 0 && flipProbability <= 1, "flip-probability", flipProbability, "must lie in [0, 1]");
        check(cropPadding >= 0, "crop-padding", cropPadding, "must not be negative");
        check(blockBytes >= 1, "block-bytes", blockBytes, "must be at least 1");
    }

    /** Returns a builder with the settings of the Keras example, and blocks of at most 2 MiB of pixels. */
    public static MixingRecipeBuilder builder() {
        return new MixingRecipeBuilder();
    }

    /** @throws SettingException if the dataset's images are too small for the padding */
    void requireFits(DatasetInfo dataset) {
        int side = Math.min(dataset.getHeight(), dataset.getWidth());
        check(
                cropPadding < side,
                "crop-padding",
                cropPadding,
                "must be less than " + side + ": the images of dataset " + dataset.getName() + " are "
                        + dataset.getWidth() + " x " + dataset.getHeight());
    }

    /** Returns a description in one line. */
    public String describe() {
        return "cutmix alpha " + alpha + ", mixup alpha " + mixupAlpha + ", probability " + probability
                + ", mixup probability " + mixupProbability + ", label smoothing " + labelSmoothing + ", off epochs "
                + offEpochs + ", blocks of at most " + blockSize + " images and " + blockBytes
                + " bytes, flip probability " + flipProbability + ", crop padding "
                + cropPadding;
    }

    /** Returns the layout of a dataset's blocks, within which partners are drawn. */
    public BlockLayout blocksOf(DatasetInfo dataset) {
        return BlockLayout.of(dataset, blockSize, blockBytes);
    }

    /** Returns the settings that result for a dataset, for the readers of the mixed records. */
    MixingSettings settings(DatasetInfo dataset) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("alpha", String.valueOf(alpha));
        values.put("probability", String.valueOf(probability));
        values.put("mixup_probability", String.valueOf(mixupProbability));
        values.put("mixup_alpha", String.valueOf(mixupAlpha));
        values.put("label_smoothing", String.valueOf(labelSmoothing));
        values.put("flip_probability", String.valueOf(flipProbability));
        values.put("crop_padding", String.valueOf(cropPadding));
        values.put("unmixed_last_epochs", String.valueOf(offEpochs.of(dataset.getEpochs())));
        values.put("block_size", String.valueOf(blocksOf(dataset).blockSize()));
        return new MixingSettings(values);
    }

    private static void check(boolean valid, String key, Number value, String range) {
        if (!valid) {
            throw new SettingException("cutmix.augment." + key + " is " + value + ", but " + range);
        }
    }
}
