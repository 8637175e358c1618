package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class SampleDecoderTest {

    private static final byte[] PIXELS = TinySamples.pixels(1, 9);
    private static final List<Float> WEIGHTS = List.of(0.25f, 0.75f, 0f);

    private final SampleDecoder plain = SampleDecoder.plain(TinySamples.INFO, FedConsumer.LAYOUT, TinySamples.FORMAT);
    private final SampleDecoder mixed = SampleDecoder.mixed(TinySamples.INFO, FedConsumer.LAYOUT, TinySamples.FORMAT);

    @Test
    void a_plain_image_has_all_weight_on_its_label() {
        // When
        TrainingSample sample = (TrainingSample) plain.decode(record(TinySamples.plain(1, 9, 2, PIXELS)));

        // Then
        assertThat(sample.at()).isEqualTo(new SamplePosition(1, 9));
        assertThat(sample.softLabel()).containsExactly(0, 0, 1);
        assertThat(bytes(sample)).containsExactly(PIXELS);
    }

    @Test
    void a_mixed_image_has_the_weights_that_it_carries() {
        // When
        TrainingSample sample = (TrainingSample) mixed.decode(record(TinySamples.mixed(2, 3, WEIGHTS, PIXELS)));

        // Then
        assertThat(sample.at()).isEqualTo(new SamplePosition(2, 3));
        assertThat(sample.softLabel()).containsExactly(0.25f, 0.75f, 0);
        assertThat(bytes(sample)).containsExactly(PIXELS);
    }

    @Test
    void a_mixed_image_says_how_it_was_mixed_where_its_header_does() {
        // Given
        MixingSettings settings = new MixingSettings(Map.of("alpha", "0.25"));
        ConsumerRecord<byte[], byte[]> first = record(TinySamples.mixed(2, 3, WEIGHTS, PIXELS));
        first.headers().add(settings.header());

        // When, Then
        assertThat(((TrainingSample) mixed.decode(first)).mixing()).contains(settings);
        assertThat(((TrainingSample) mixed.decode(record(TinySamples.mixed(2, 3, WEIGHTS, PIXELS)))).mixing())
                .isEmpty();
    }

    @Test
    void a_label_out_of_range_is_refused() {
        assertRefused(plain, TinySamples.plain(1, 9, 3, PIXELS)).hasMessage("found label 3, expected one from 0 to 2");
        assertRefused(plain, TinySamples.plain(1, 9, -1, PIXELS))
                .hasMessage("found label -1, expected one from 0 to 2");
    }

    @Test
    void a_wrong_number_of_pixels_is_refused() {
        byte[] tooFew = Arrays.copyOf(PIXELS, 5);

        assertRefused(plain, TinySamples.plain(1, 9, 2, tooFew)).hasMessage("found 5 bytes of pixels, expected 6");
        assertRefused(mixed, TinySamples.mixed(1, 9, WEIGHTS, tooFew))
                .hasMessage("found 5 bytes of pixels, expected 6");
    }

    @Test
    void a_soft_label_of_another_length_is_refused() {
        assertRefused(mixed, TinySamples.mixed(1, 9, List.of(0.5f, 0.5f), PIXELS))
                .hasMessage("a soft label of 2 weights does not match 3 classes");
    }

    @Test
    void a_soft_label_that_is_no_distribution_is_refused() {
        assertRefused(mixed, TinySamples.mixed(1, 9, List.of(0.5f, 0.25f, 0f), PIXELS))
                .hasMessage("the weights of a soft label sum to 0.75, not 1");
        assertRefused(mixed, TinySamples.mixed(1, 9, List.of(1.5f, -0.5f, 0f), PIXELS))
                .hasMessage("a soft label has the weight 1.5");
        assertRefused(mixed, TinySamples.mixed(1, 9, List.of(0.5f, 0.5f, Float.NaN), PIXELS))
                .hasMessage("a soft label has the weight NaN");
        assertRefused(mixed, TinySamples.mixed(1, 9, List.of(1.0005f, -0.0005f, 0f), PIXELS))
                .hasMessage("a soft label has the weight -5.0E-4");
    }

    @Test
    void a_weight_may_be_too_large_by_rounding_if_the_sum_is_not() {
        assertThat(mixed.decode(record(TinySamples.mixed(1, 9, List.of(1.0005f, 0f, 0f), PIXELS))))
                .isInstanceOf(TrainingSample.class);
        assertRefused(mixed, TinySamples.mixed(1, 9, List.of(1.001f, 0f, 0f), PIXELS))
                .hasMessage("the weights of a soft label sum to 1.001, not 1");
        assertRefused(mixed, TinySamples.mixed(1, 9, List.of(1.0011f, 0f, 0f), PIXELS))
                .hasMessage("a soft label has the weight 1.0011");
    }

    @Test
    void the_size_of_an_image_follows_from_height_width_and_channels() {
        // Given
        DatasetInfo other = DatasetInfo.newBuilder(TinySamples.INFO)
                .setHeight(4)
                .setWidth(2)
                .setChannels(3)
                .build();
        SampleDecoder decoder = SampleDecoder.mixed(other, FedConsumer.LAYOUT, TinySamples.FORMAT);

        // When, Then
        TrainingSample sample = (TrainingSample) decoder.decode(record(TinySamples.mixed(1, 9, WEIGHTS, new byte[24])));
        assertThat(sample.bytes()).isEqualTo(24 + 3 * 4);
        assertRefused(decoder, TinySamples.mixed(1, 9, WEIGHTS, PIXELS))
                .hasMessage("found 6 bytes of pixels, expected 24");
    }

    @Test
    void a_place_before_the_first_is_refused() {
        assertRefused(plain, TinySamples.plain(0, 9, 2, PIXELS))
                .hasMessage("found epoch 0, position 9, expected epoch 1, position 9");
        assertRefused(mixed, TinySamples.mixed(1, -1, WEIGHTS, PIXELS))
                .hasMessage("epoch 1, position -1 is not a position in the order");
    }

    @Test
    void a_plain_image_that_belongs_elsewhere_is_refused() {
        assertRefused(plain, TinySamples.plain(1, 5, 2, PIXELS))
                .hasMessage("found epoch 1, position 5, expected epoch 1, position 9");
    }

    @Test
    void a_dead_letter_in_place_of_a_mixed_image_tells_which_is_missing() {
        // Given
        DeadLetter letter = new DeadLetter("images.train", 1, 5, "torn");
        ConsumerRecord<byte[], byte[]> consumed = new ConsumerRecord<>("images", 1, 2, null, null);
        letter.headers().forEach(consumed.headers()::add);

        // When
        Sample sample = mixed.decode(consumed);

        // Then: partition 1 has 3 samples of each epoch
        assertThat(sample).isEqualTo(new MissingSample(new SamplePosition(2, 9), letter, consumed));
    }

    @Test
    void a_dead_letter_of_another_partition_or_of_no_place_in_the_order_is_refused() {
        // Given: partition 1 has 3 samples of each epoch, and an int limits the number of epochs
        long end = 3L * Integer.MAX_VALUE;

        // When, Then
        assertThat(mixed.decode(letter(1, 1, end - 1)).at()).isEqualTo(new SamplePosition(Integer.MAX_VALUE, 9));
        assertThatThrownBy(() -> mixed.decode(letter(1, 1, end)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("no sample belongs there");
        assertThatThrownBy(() -> mixed.decode(letter(1, 2, 0)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("an empty value is not a MixedImage");
    }

    @Test
    void nothing_belongs_into_a_partition_that_an_epoch_does_not_reach() {
        // Given: 2 samples on 4 partitions
        SampleDecoder decoder = SampleDecoder.mixed(TinySamples.INFO, new EpochLayout(2, 4), TinySamples.FORMAT);

        // When, Then
        assertThat(decoder.decode(letter(1, 1, 0)).at()).isEqualTo(new SamplePosition(1, 1));
        assertThatThrownBy(() -> decoder.decode(letter(2, 2, 0)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("no sample belongs there");
    }

    @Test
    void a_record_of_another_kind_is_refused() {
        assertRefused(mixed, TinySamples.plain(1, 9, 2, PIXELS)).hasMessageContaining("is not a whole MixedImage");
        assertRefused(plain, "hello".getBytes(StandardCharsets.UTF_8))
                .hasMessageContaining("a value of 5 bytes is not a whole LabeledImage");
        assertRefused(plain, null).hasMessage("an empty value is not a LabeledImage");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(SampleDecoder decoder, byte[] value) {
        return assertThatThrownBy(() -> decoder.decode(record(value))).isInstanceOf(SerializationException.class);
    }

    /** Creates a record that replaces an unreadable image at an offset of the plain topic. */
    private static ConsumerRecord<byte[], byte[]> letter(int partition, int plainPartition, long plainOffset) {
        ConsumerRecord<byte[], byte[]> consumed = new ConsumerRecord<>("images", partition, 2, null, null);
        new DeadLetter("images.train", plainPartition, plainOffset, "torn")
                .headers()
                .forEach(consumed.headers()::add);
        return consumed;
    }

    /** Creates a record at the place of epoch 1, position 9 on the plain topic. */
    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("images", 1, 2, null, value);
    }

    private static byte[] bytes(TrainingSample sample) {
        byte[] bytes = new byte[sample.pixels().remaining()];
        sample.pixels().get(0, bytes);
        return bytes;
    }
}
