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
 * Images of a block after flipping and shifting, before mixing. The seed, the epoch and the position of an image
 * determine its flip and shift, so they are the same for the image as base and as partner, in any block.
 *
 * @param images flipped and shifted images
 * @param views flip and shift of each image
 */
record AugmentedBlock(List<LabeledImage> images, List<View> views) {

    /** Copies only the pixels of images that are flipped or shifted. */
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
