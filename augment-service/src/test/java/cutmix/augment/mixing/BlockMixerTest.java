package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.augment.RandomSamples;
import cutmix.augment.block.BlockLayout;
import cutmix.schemas.Box;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.View;
import cutmix.schemas.order.SeededRandom;
import cutmix.schemas.serde.AvroSerializer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockMixerTest {

    private static final MixingRecipe DEFAULTS = MixingRecipe.builder().build();

    private static final MixingRecipe GOLDEN = MixingRecipe.builder()
            .probability(0.9)
            .mixupProbability(0.3)
            .labelSmoothing(0.1)
            .build();

    private final RandomSamples samples = RandomSamples.of(900, 2, 5);
    private final BlockLayout layout = new BlockLayout(samples.layout(), 512);
    private final List<LabeledImage> block = samples.of(layout.blockAt(1, 450));

    @Test
    void samples_keep_their_order_and_each_image_is_a_partner_once() {
        List<MixedImage> mixed = mix(DEFAULTS);

        assertThat(mixed).extracting(MixedImage::getEpoch).containsOnly(2);
        assertThat(mixed)
                .extracting(MixedImage::getPosition)
                .isEqualTo(block.stream().map(LabeledImage::getPosition).toList());
        assertThat(mixed)
                .extracting(MixedImage::getIndex)
                .isEqualTo(block.stream().map(LabeledImage::getIndex).toList());
        assertThat(mixed)
                .extracting(MixedImage::getPartnerIndex)
                .containsExactlyInAnyOrderElementsOf(
                        block.stream().map(LabeledImage::getIndex).toList());
        assertThat(mixed)
                .allSatisfy(sample -> assertThat(sample.getPartnerIndex()).isNotEqualTo(sample.getIndex()));
    }

    @Test
    void every_sample_is_mixed_as_stated_from_the_numbers_of_its_place() {
        BetaSampler beta = new BetaSampler(0.25);
        for (MixedImage sample : mix(DEFAULTS)) {
            // Given
            SeededRandom random = SeededRandom.of(99, 3, sample.getEpoch(), sample.getPosition());
            random.nextDouble();
            random.nextDouble();
            double lambda = beta.sample(random);
            int x = random.nextInt(8);
            int y = random.nextInt(6);

            // When
            byte[] base = RandomSamples.pixels(sample.getIndex()).array();
            byte[] partner = RandomSamples.pixels(sample.getPartnerIndex()).array();
            PlainCutMix stated = PlainCutMix.mix(base, partner, 8, 6, 3, lambda, x, y);

            // Then
            assertThat(sample.getMixing()).isEqualTo(Mixing.CUTMIX);
            assertThat(sample.getLambda()).isEqualTo(lambda);
            assertThat(sample.getPixels()).isEqualTo(ByteBuffer.wrap(stated.pixels()));
            assertLabel(sample, stated.baseWeight());
        }
    }

    @Test
    void mixup_blends_by_lambda_and_has_no_box() {
        for (MixedImage sample :
                mix(MixingRecipe.builder().mixupAlpha(0.4).mixupProbability(1).build())) {
            byte[] blended = RandomSamples.pixels(sample.getIndex()).array();
            Mixup.blend(blended, RandomSamples.pixels(sample.getPartnerIndex()), sample.getLambda());

            assertThat(sample.getMixing()).isEqualTo(Mixing.MIXUP);
            assertThat(sample.getBox()).isEqualTo(new Box(0, 0, 0, 0));
            assertThat(sample.getPixels()).isEqualTo(ByteBuffer.wrap(blended));
            assertLabel(sample, sample.getLambda());
        }
    }

    @Test
    void probabilities_are_kept() {
        List<MixedImage> mixed = mix(
                MixingRecipe.builder().probability(0.5).mixupProbability(0.4).build());

        // Then: of 450, four standard deviations of a binomial count are at most 43
        assertThat(count(mixed, Mixing.NONE)).isCloseTo(225, within(43L));
        assertThat(count(mixed, Mixing.MIXUP)).isCloseTo(90, within(34L));
        assertThat(count(mixed, Mixing.CUTMIX)).isCloseTo(135, within(39L));
    }

    @Test
    void nothing_is_mixed_at_probability_zero() {
        assertThat(mix(MixingRecipe.builder().probability(0).build())).allSatisfy(BlockMixerTest::assertPlain);
    }

    @ParameterizedTest
    @CsvSource({"4, 3", "4/5, 3/5"})
    void the_last_epochs_are_not_mixed(String fourOfFive, String threeOfFive) {
        assertThat(mix(lastEpochsPlain(fourOfFive))).allSatisfy(BlockMixerTest::assertPlain);
        assertThat(mix(lastEpochsPlain(threeOfFive)))
                .extracting(MixedImage::getMixing)
                .containsOnly(Mixing.CUTMIX);
    }

    private static MixingRecipe lastEpochsPlain(String count) {
        return MixingRecipe.builder()
                .offEpochs(LastEpochs.parse("off-epochs", count))
                .build();
    }

    @Test
    void an_image_alone_stays_plain() {
        assertThat(new BlockMixer(samples.dataset(), DEFAULTS).mix(block.subList(7, 8)))
                .hasSize(1)
                .allSatisfy(BlockMixerTest::assertPlain);
    }

    @Test
    void plain_labels_are_smoothed_too() {
        MixedImage sample = mix(MixingRecipe.builder()
                        .probability(0)
                        .labelSmoothing(0.1)
                        .build())
                .get(0);

        assertThat(sample.getSoftLabel().get(sample.getIndex() % 5)).isEqualTo(0.92f);
        assertThat(sample.getSoftLabel().get((sample.getIndex() + 1) % 5)).isEqualTo(0.02f);
    }

    @Test
    void the_bytes_are_part_of_the_contract_and_never_change() throws Exception {
        // Given
        AvroSerializer<MixedImage> serializer = new AvroSerializer<>(MixedImage.class);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        // When
        for (MixedImage sample : mix(GOLDEN)) {
            digest.update(serializer.serialize("t", sample));
        }

        // Then
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("28b90f460d78bc85130092a50b45603ec01ece9a4dec6212bb7af50805ff1e45");
    }

    @Test
    void without_flips_and_crops_all_but_the_views_is_as_before_there_were_any() throws Exception {
        // Given
        Schema newest = MixedImage.getClassSchema();
        List<Schema.Field> fields = newest.getFields().stream()
                .filter(field -> !field.name().toLowerCase(Locale.ROOT).endsWith("view"))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        BinaryMessageEncoder<MixedImage> encoder = new BinaryMessageEncoder<>(
                SpecificData.getForClass(MixedImage.class),
                Schema.createRecord(newest.getName(), newest.getDoc(), newest.getNamespace(), false, fields));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        // When
        for (MixedImage sample : mix(GOLDEN)) {
            digest.update(encoder.encode(sample));
        }

        // Then
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("9fafbc19ee56f9e0c17d2000a64b5007044297c1e39b4a63098957c52083391a");
    }

    private List<MixedImage> mix(MixingRecipe recipe) {
        return new BlockMixer(samples.dataset(), recipe).mix(block).toList();
    }

    private static long count(List<MixedImage> mixed, Mixing mixing) {
        return mixed.stream().filter(sample -> sample.getMixing() == mixing).count();
    }

    private static void assertPlain(MixedImage sample) {
        assertThat(sample.getMixing()).isEqualTo(Mixing.NONE);
        assertThat(sample.getLambda()).isEqualTo(1);
        assertThat(sample.getPartnerIndex()).isEqualTo(sample.getIndex());
        assertThat(sample.getBox()).isEqualTo(new Box(0, 0, 0, 0));
        assertThat(sample.getPixels()).isEqualTo(RandomSamples.pixels(sample.getIndex()));
        assertThat(sample.getView()).isEqualTo(new View(false, 0, 0));
        assertThat(sample.getPartnerView()).isEqualTo(new View(false, 0, 0));
        assertLabel(sample, 1);
    }

    private static void assertLabel(MixedImage sample, double baseWeight) {
        double[] label = new double[RandomSamples.CLASSES.size()];
        label[sample.getIndex() % label.length] += baseWeight;
        label[sample.getPartnerIndex() % label.length] += 1 - baseWeight;
        for (int i = 0; i < label.length; i++) {
            assertThat((double) sample.getSoftLabel().get(i)).isCloseTo(label[i], within(1e-6));
        }
    }
}
