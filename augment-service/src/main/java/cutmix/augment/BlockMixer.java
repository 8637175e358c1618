package cutmix.augment;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.RandomPurpose;
import cutmix.schemas.SeededRandom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Mixes a block of images. What comes out follows from the images, the dataset's description and the recipe alone: the same
 * block gives the same bytes whoever mixes it, and however often.
 *
 * <p>A sample's numbers are drawn in this order: whether it is mixed, whether by Mixup, λ, and for CutMix the column and the
 * row of the box's centre.
 */
final class BlockMixer {

    private final DatasetInfo dataset;
    private final MixingRecipe recipe;
    private final BetaSampler cutMixLambda;
    private final BetaSampler mixupLambda;

    BlockMixer(DatasetInfo dataset, MixingRecipe recipe) {
        this.dataset = dataset;
        this.recipe = recipe;
        this.cutMixLambda = new BetaSampler(recipe.alpha());
        this.mixupLambda = new BetaSampler(recipe.mixupAlpha());
    }

    /** The last epoch whose mixing is known: with plain epochs at the end, a later one needs a newer {@link DatasetInfo}. */
    int epochs() {
        return dataset.getEpochs();
    }

    /**
     * One mixed sample for each image, in the same order.
     *
     * @param block all of its images that can be read, in order of position, of one epoch; they fit the dataset's description
     */
    List<MixedImage> mix(List<LabeledImage> block) {
        LabeledImage first = block.get(0);
        int[] partners = Partners.draw(
                block.size(),
                SeededRandom.of(dataset.getSeed(), RandomPurpose.PARTNERS.id(), first.getEpoch(), first.getPosition()));
        List<MixedImage> mixed = new ArrayList<>(block.size());
        for (int i = 0; i < partners.length; i++) {
            mixed.add(mix(block.get(i), block.get(partners[i])));
        }
        return mixed;
    }

    private MixedImage mix(LabeledImage base, LabeledImage partner) {
        SeededRandom random =
                SeededRandom.of(dataset.getSeed(), RandomPurpose.MIXING.id(), base.getEpoch(), base.getPosition());
        boolean mixes = random.nextDouble() < recipe.probability();
        boolean byMixup = random.nextDouble() < recipe.mixupProbability();
        if (!mixes || base == partner || base.getEpoch() > dataset.getEpochs() - recipe.offEpochs()) {
            return sample(base, base, Mixing.NONE, 1, noBox(), 1, base.getPixels());
        }
        byte[] pixels = new byte[base.getPixels().remaining()]; // (height, width, channels)
        base.getPixels().get(base.getPixels().position(), pixels);
        return byMixup ? mixup(base, partner, pixels, random) : cutMix(base, partner, pixels, random);
    }

    private MixedImage cutMix(LabeledImage base, LabeledImage partner, byte[] pixels, SeededRandom random) {
        int width = dataset.getWidth();
        int height = dataset.getHeight();
        double lambda = cutMixLambda.sample(random);
        Box box = CutMix.drawBox(lambda, width, height, random);
        CutMix.paste(pixels, partner.getPixels(), box, width, dataset.getChannels());
        double baseWeight = CutMix.baseWeight(box, width, height);
        return sample(base, partner, Mixing.CUTMIX, lambda, box, baseWeight, ByteBuffer.wrap(pixels));
    }

    private MixedImage mixup(LabeledImage base, LabeledImage partner, byte[] pixels, SeededRandom random) {
        double lambda = mixupLambda.sample(random);
        Mixup.blend(pixels, partner.getPixels(), lambda);
        return sample(base, partner, Mixing.MIXUP, lambda, noBox(), lambda, ByteBuffer.wrap(pixels));
    }

    private MixedImage sample(
            LabeledImage base,
            LabeledImage partner,
            Mixing mixing,
            double lambda,
            Box box,
            double baseWeight,
            ByteBuffer pixels) {
        List<Float> softLabel = SoftLabel.of(
                dataset.getClassNames().size(),
                base.getLabel(),
                partner.getLabel(),
                baseWeight,
                recipe.labelSmoothing());
        return new MixedImage(
                base.getEpoch(),
                base.getPosition(),
                base.getIndex(),
                partner.getIndex(),
                mixing,
                lambda,
                box,
                softLabel,
                pixels);
    }

    private static Box noBox() {
        return new Box(0, 0, 0, 0);
    }
}
