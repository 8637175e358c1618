package cutmix.augment.mixing;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.RandomPurpose;
import cutmix.schemas.order.SeededRandom;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Mixes a block of images. The result depends only on the images, the dataset's description and the recipe: every
 * worker mixes a block to the same bytes, every time.
 *
 * <p>The random numbers of a sample are drawn in this order: whether it is mixed, whether by Mixup, λ, and for CutMix
 * the column and the row of the box's center. {@link AugmentedBlock} draws flips and shifts separately.
 */
public final class BlockMixer {

    private final DatasetInfo dataset;
    private final MixingRecipe recipe;
    private final MixingSettings settings;
    private final BetaSampler cutMixLambda;
    private final BetaSampler mixupLambda;

    /** @throws UserException if the dataset's images are too small for the recipe */
    public BlockMixer(DatasetInfo dataset, MixingRecipe recipe) {
        recipe.requireFits(dataset);
        this.dataset = dataset;
        this.recipe = recipe;
        this.settings = recipe.settings(dataset);
        this.cutMixLambda = new BetaSampler(recipe.alpha());
        this.mixupLambda = new BetaSampler(recipe.mixupAlpha());
    }

    /**
     * Returns the last epoch that can be mixed. If the last epochs are not mixed, later epochs need a newer {@link
     * DatasetInfo}.
     */
    public int epochs() {
        return dataset.getEpochs();
    }

    /** Returns the mixing settings. */
    public MixingSettings settings() {
        return settings;
    }

    /**
     * Returns one mixed sample for each image, in the same order. The stream is lazy, so a block of mixed samples is
     * never in memory.
     *
     * @param plain all readable images of a block, which are of one epoch, in order of position, and valid for the
     *      dataset's description
     */
    public Stream<MixedImage> mix(List<LabeledImage> plain) {
        LabeledImage first = plain.get(0);
        int[] partners = Partners.draw(
                plain.size(),
                SeededRandom.of(dataset.getSeed(), RandomPurpose.PARTNERS.id(), first.getEpoch(), first.getPosition()));
        AugmentedBlock block = AugmentedBlock.of(plain, dataset, recipe);
        return IntStream.range(0, partners.length).mapToObj(base -> mix(block, base, partners[base]));
    }

    private MixedImage mix(AugmentedBlock block, int base, int partner) {
        LabeledImage image = block.images().get(base);
        SeededRandom random =
                SeededRandom.of(dataset.getSeed(), RandomPurpose.MIXING.id(), image.getEpoch(), image.getPosition());
        boolean mixes = random.nextDouble() < recipe.probability();
        boolean byMixup = random.nextDouble() < recipe.mixupProbability();
        if (!mixes
                || base == partner
                || image.getEpoch() > dataset.getEpochs() - recipe.offEpochs().of(dataset.getEpochs())) {
            double lambda = 1;
            double baseWeight = 1;
            return sample(block, base, base, Mixing.NONE, lambda, noBox(), baseWeight, image.getPixels());
        }
        byte[] pixels = new byte[image.getPixels().remaining()]; // (height, width, channels)
        image.getPixels().get(image.getPixels().position(), pixels);
        return byMixup ? mixup(block, base, partner, pixels, random) : cutMix(block, base, partner, pixels, random);
    }

    private MixedImage cutMix(AugmentedBlock block, int base, int partner, byte[] pixels, SeededRandom random) {
        int width = dataset.getWidth();
        int height = dataset.getHeight();
        double lambda = cutMixLambda.sample(random);
        Box box = CutMix.drawBox(lambda, width, height, random);
        CutMix.paste(pixels, block.images().get(partner).getPixels(), box, width, dataset.getChannels());
        double baseWeight = CutMix.baseWeight(box, width, height);
        return sample(block, base, partner, Mixing.CUTMIX, lambda, box, baseWeight, ByteBuffer.wrap(pixels));
    }

    private MixedImage mixup(AugmentedBlock block, int base, int partner, byte[] pixels, SeededRandom random) {
        double lambda = mixupLambda.sample(random);
        Mixup.blend(pixels, block.images().get(partner).getPixels(), lambda);
        double baseWeight = lambda;
        return sample(block, base, partner, Mixing.MIXUP, lambda, noBox(), baseWeight, ByteBuffer.wrap(pixels));
    }

    private MixedImage sample(
            AugmentedBlock block,
            int base,
            int partner,
            Mixing mixing,
            double lambda,
            Box box,
            double baseWeight,
            ByteBuffer pixels) {
        LabeledImage baseImage = block.images().get(base);
        LabeledImage partnerImage = block.images().get(partner);
        List<Float> softLabel = SoftLabel.of(
                dataset.getClassNames().size(),
                baseImage.getLabel(),
                partnerImage.getLabel(),
                baseWeight,
                recipe.labelSmoothing());
        return new MixedImage(
                baseImage.getEpoch(),
                baseImage.getPosition(),
                baseImage.getIndex(),
                partnerImage.getIndex(),
                mixing,
                lambda,
                box,
                softLabel,
                pixels,
                block.views().get(base),
                block.views().get(partner));
    }

    private static Box noBox() {
        return new Box(0, 0, 0, 0);
    }
}
