package cutmix.augment.mixing;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.View;
import cutmix.schemas.order.RandomPurpose;
import cutmix.schemas.order.SeededRandom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A block's images as they are mixed. How one is flipped and shifted follows from the seed, its epoch and its position, so it is
 * the same as base and as partner, and whoever else is in the block.
 *
 * @param images flipped and shifted
 * @param views for each image, what was done to it
 */
record AugmentedBlock(List<LabeledImage> images, List<View> views) {

    /** Copies the pixels of those images that are flipped or shifted, and of no others. */
    static AugmentedBlock of(List<LabeledImage> plain, DatasetInfo dataset, MixingRecipe recipe) {
        if (recipe.flipProbability() == 0 && recipe.cropPadding() == 0) {
            return new AugmentedBlock(plain, Collections.nCopies(plain.size(), FlipAndCrop.UNTOUCHED));
        }
        List<LabeledImage> images = new ArrayList<>(plain.size());
        List<View> views = new ArrayList<>(plain.size());
        for (LabeledImage image : plain) {
            View view = FlipAndCrop.draw(
                    recipe.flipProbability(),
                    recipe.cropPadding(),
                    SeededRandom.of(
                            dataset.getSeed(),
                            RandomPurpose.FLIP_AND_CROP.id(),
                            image.getEpoch(),
                            image.getPosition()));
            images.add(view == FlipAndCrop.UNTOUCHED ? image : augmented(image, view, dataset));
            views.add(view);
        }
        return new AugmentedBlock(images, views);
    }

    private static LabeledImage augmented(LabeledImage image, View view, DatasetInfo dataset) {
        byte[] pixels = FlipAndCrop.apply(
                image.getPixels(), view, dataset.getHeight(), dataset.getWidth(), dataset.getChannels());
        return new LabeledImage(
                image.getEpoch(), image.getPosition(), image.getIndex(), image.getLabel(), ByteBuffer.wrap(pixels));
    }
}
