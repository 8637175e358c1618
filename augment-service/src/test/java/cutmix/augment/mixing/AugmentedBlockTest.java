package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.augment.RandomSamples;
import cutmix.augment.block.BlockLayout;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.View;
import cutmix.schemas.order.SeededRandom;
import cutmix.schemas.serde.AvroSerializer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentedBlockTest {

    private static final MixingRecipe FLIPPED_AND_CROPPED =
            MixingRecipe.builder().flipProbability(0.5).cropPadding(2).build();

    private final RandomSamples samples = RandomSamples.of(900, 2, 5);
    private final BlockLayout layout = new BlockLayout(samples.layout(), 512);
    private final List<LabeledImage> plain = samples.of(layout.blockAt(1, 450));

    @Test
    void without_flips_and_crops_nothing_is_copied() {
        AugmentedBlock block = AugmentedBlock.of(plain, samples.dataset(), recipe(1, 0, 0, 0, 0));

        assertThat(block.images()).isSameAs(plain);
        assertThat(block.views()).hasSize(plain.size()).allMatch(view -> view == FlipAndCrop.UNTOUCHED);
    }

    @Test
    void each_image_is_viewed_as_the_numbers_of_its_own_place_have_it() {
        AugmentedBlock block = augmented(plain);

        for (int i = 0; i < plain.size(); i++) {
            // Given
            LabeledImage image = plain.get(i);
            SeededRandom random = SeededRandom.of(99, 6, image.getEpoch(), image.getPosition());

            // When
            View stated = new View(random.nextDouble() < 0.5, random.nextInt(5) - 2, random.nextInt(5) - 2);

            // Then
            assertThat(block.views().get(i)).isEqualTo(stated);
            assertThat(block.images().get(i)).isEqualTo(augmented(image, stated));
        }
    }

    @Test
    void an_image_is_viewed_alike_whoever_else_is_in_the_block() {
        AugmentedBlock whole = augmented(plain);
        AugmentedBlock part = augmented(plain.subList(100, 130));

        assertThat(part.images()).isEqualTo(whole.images().subList(100, 130));
        assertThat(part.views()).isEqualTo(whole.views().subList(100, 130));
    }

    @Test
    void another_epoch_has_other_views() {
        // Given: the same images in the next epoch
        List<LabeledImage> next = plain.stream()
                .map(image -> LabeledImage.newBuilder(image)
                        .setEpoch(image.getEpoch() + 1)
                        .build())
                .toList();

        // When
        List<View> now = augmented(plain).views();
        List<View> then = augmented(next).views();

        // Then: one of fifty is equal by chance
        long same = IntStream.range(0, plain.size())
                .filter(i -> now.get(i).equals(then.get(i)))
                .count();
        assertThat(same).isLessThan(30);
    }

    @Test
    void the_same_view_serves_as_base_and_as_partner_and_the_record_has_both() {
        // Given
        Map<Integer, LabeledImage> plainByIndex = new HashMap<>();
        plain.forEach(image -> plainByIndex.put(image.getIndex(), image));
        Map<Integer, View> views = new HashMap<>();
        List<MixedImage> mixed = mix(FLIPPED_AND_CROPPED);
        mixed.forEach(sample -> views.put(sample.getIndex(), sample.getView()));

        for (MixedImage sample : mixed) {
            // When
            byte[] again = augmented(plainByIndex.get(sample.getIndex()), sample.getView())
                    .getPixels()
                    .array();
            LabeledImage partner = augmented(plainByIndex.get(sample.getPartnerIndex()), sample.getPartnerView());
            CutMix.paste(again, partner.getPixels(), sample.getBox(), RandomSamples.WIDTH, RandomSamples.CHANNELS);

            // Then
            assertThat(sample.getPixels()).isEqualTo(ByteBuffer.wrap(again));
            assertThat(sample.getPartnerView()).isEqualTo(views.get(sample.getPartnerIndex()));
        }
    }

    @Test
    void how_images_are_mixed_does_not_depend_on_their_views() {
        List<MixedImage> augmented = mix(recipe(0.8, 0.3, 0.1, 0.5, 2));
        List<MixedImage> untouched = mix(recipe(0.8, 0.3, 0.1, 0, 0));

        for (int i = 0; i < augmented.size(); i++) {
            MixedImage expected = MixedImage.newBuilder(untouched.get(i))
                    .setPixels(augmented.get(i).getPixels())
                    .setView(augmented.get(i).getView())
                    .setPartnerView(augmented.get(i).getPartnerView())
                    .build();
            assertThat(augmented.get(i)).isEqualTo(expected);
        }
    }

    @Test
    void images_that_are_not_mixed_are_flipped_and_cropped_too() {
        List<MixedImage> unmixed = mix(recipe(0, 0, 0, 0.5, 2));
        List<MixedImage> lastEpochs = mix(MixingRecipe.builder()
                .offEpochs(new LastEpochs.Count(4))
                .flipProbability(0.5)
                .cropPadding(2)
                .build());

        assertThat(lastEpochs).isEqualTo(unmixed);
        for (int i = 0; i < plain.size(); i++) {
            MixedImage sample = unmixed.get(i);
            assertThat(sample.getMixing()).isEqualTo(Mixing.NONE);
            assertThat(sample.getPartnerView()).isEqualTo(sample.getView());
            assertThat(sample.getPixels())
                    .isEqualTo(augmented(plain.get(i), sample.getView()).getPixels());
        }
        // Four standard deviations of a binomial count are 43.
        assertThat(unmixed.stream().filter(sample -> sample.getView().getFlipped()))
                .hasSizeBetween(225 - 43, 225 + 43);
    }

    @Test
    void the_bytes_are_part_of_the_contract_and_never_change() throws Exception {
        // Given
        AvroSerializer<MixedImage> serializer = new AvroSerializer<>(MixedImage.class);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        // When
        for (MixedImage sample : mix(recipe(0.9, 0.3, 0.1, 0.5, 2))) {
            digest.update(serializer.serialize("t", sample));
        }

        // Then
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("27ef983cf9409df68d70c64db4791aa16f29083fca22147f848700d9a37da3f0");
    }

    private List<MixedImage> mix(MixingRecipe recipe) {
        return new BlockMixer(samples.dataset(), recipe).mix(plain).toList();
    }

    private AugmentedBlock augmented(List<LabeledImage> images) {
        return AugmentedBlock.of(images, samples.dataset(), FLIPPED_AND_CROPPED);
    }

    private static LabeledImage augmented(LabeledImage image, View view) {
        byte[] pixels = FlipAndCrop.apply(
                image.getPixels(), view, RandomSamples.HEIGHT, RandomSamples.WIDTH, RandomSamples.CHANNELS);
        return LabeledImage.newBuilder(image).setPixels(ByteBuffer.wrap(pixels)).build();
    }

    private static MixingRecipe recipe(
            double probability, double mixupProbability, double smoothing, double flipProbability, int cropPadding) {
        return MixingRecipe.builder()
                .probability(probability)
                .mixupProbability(mixupProbability)
                .labelSmoothing(smoothing)
                .flipProbability(flipProbability)
                .cropPadding(cropPadding)
                .build();
    }
}
