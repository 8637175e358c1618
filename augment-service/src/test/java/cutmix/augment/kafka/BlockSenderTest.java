package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cutmix.augment.block.Block;
import cutmix.augment.block.PlainBlock;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.serde.AvroDeserializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The records of a block, and its acknowledgment. */
class BlockSenderTest extends BlockSenderFixture {

    @Test
    void a_block_is_sent_in_order_to_its_own_partition() throws Exception {
        // Given
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        Block block = layout.blockAt(1, 3);
        List<MixedImage> mixed = mixer.mix(samples.of(block)).toList();

        // When
        sender.send(samples.plain(block), mixed.stream(), labels);

        // Then
        assertThat(producer.history())
                .extracting(ProducerRecord::topic, ProducerRecord::partition, ProducerRecord::key)
                .containsOnly(tuple("images.cutmix", 1, null));
        assertThat(producer.history().get(0).headers()).containsExactlyElementsOf(labels.first());
        assertThat(producer.history().subList(1, 3))
                .allSatisfy(sent -> assertThat(sent.headers()).containsExactlyElementsOf(identity.headers()));
        assertThat(producer.history())
                .extracting(sent -> deserializer.deserialize(sent.topic(), sent.value()))
                .isEqualTo(mixed);
    }

    @Test
    void an_unreadable_image_is_replaced_by_its_dead_letter_without_a_value() throws Exception {
        // Given
        Block block = layout.blockAt(1, 3);
        PlainBlock plain = samples.plainWithout(4, block);
        List<MixedImage> mixed = mixer.mix(plain.images()).toList();

        // When
        sender.send(plain, mixed.stream(), labels);

        // Then
        assertThat(producer.history()).hasSize(3);
        assertThat(producer.history().get(0).value()).isNotNull();
        assertThat(producer.history().get(1).value()).isNull();
        assertThat(DeadLetter.in(producer.history().get(1).headers()))
                .contains(new DeadLetter("images.train", 1, 4, "torn"));
        assertThat(producer.history().get(1).headers()).containsAll(identity.headers());
        assertThat(producer.history().get(2).value()).isNotNull();
        IntStream.range(0, 3).forEach(record -> producer.completeNext());
        assertThat(acknowledged).isEqualTo(Map.of(block, 2));
    }

    @Test
    void the_first_readable_record_of_a_block_carries_the_mixing_settings() throws Exception {
        // Given
        Block block = layout.blockAt(1, 3);
        PlainBlock plain = samples.plainWithout(3, block);

        // When
        sender.send(plain, mixer.mix(plain.images()), labels);

        // Then
        assertThat(producer.history())
                .extracting(sent -> MixingSettings.in(sent.headers()).map(MixingSettings::toString))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(
                                "alpha=0.25;probability=1.0;mixup_probability=0.0;mixup_alpha=0.2;label_smoothing=0.0"
                                        + ";flip_probability=0.0;crop_padding=0;unmixed_last_epochs=0;block_size=3"),
                        Optional.empty());
    }

    @Test
    void a_block_is_acknowledged_with_its_last_record() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        producer.completeNext();
        producer.completeNext();
        assertThat(acknowledged).isEmpty();

        // When
        producer.completeNext();

        // Then
        assertThat(acknowledged).isEqualTo(Map.of(block, 3));
    }
}
