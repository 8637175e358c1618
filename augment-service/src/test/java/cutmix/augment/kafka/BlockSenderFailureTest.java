package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.augment.block.Block;
import cutmix.schemas.failure.UserException;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Records that the brokers refuse, and topics that are created again. */
class BlockSenderFailureTest extends BlockSenderFixture {

    @Test
    void a_record_that_is_too_large_for_its_topic_is_named_with_the_setting() throws Exception {
        // Given
        Block block = layout.blockAt(1, 3);
        BlockSender sender = senderOf(5_000);
        send(sender, block);

        // When
        producer.errorNext(
                new RecordTooLargeException("The request included a message larger than the max message size"));

        // Then
        assertThat(failures)
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("topic images.cutmix, partition 1: a record of 5,000 bytes is larger than the topic's"
                        + " max.message.bytes: run kafka-configs.sh ");
    }

    @Test
    void nothing_is_in_flight_after_a_record_has_failed() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);

        // When
        producer.errorNext(new TimeoutException("no answer"));
        producer.errorNext(new TimeoutException("no answer"));
        producer.errorNext(new TimeoutException("no answer"));

        // Then
        assertThat(sender.inFlight()).isZero();
        assertThat(sender.bytesInFlight()).isZero();
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void a_record_that_cannot_be_written_stops_the_sender() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        producer.completeNext();

        // When
        producer.errorNext(new TimeoutException("no answer"));

        // Then
        assertThat(failures)
                .singleElement()
                .isInstanceOf(UserException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("topic images.cutmix, partition 0: no answer");
        assertThat(producer.closed()).isTrue();
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void offsets_that_start_again_show_that_the_topic_was_recreated() throws Exception {
        // Given
        Block block = layout.blockAt(0, 0);
        Block next = layout.blockAt(0, 3);
        sender.send(samples.plain(block), mixer.mix(samples.of(block)), labels);
        sender.send(samples.plain(next), mixer.mix(samples.of(next)), labels);
        IntStream.range(0, 3).forEach(record -> producer.completeNext());
        assertThat(topicRecreated).hasValue(0);

        // When
        producer.beginAgain();
        IntStream.range(0, 3).forEach(record -> producer.completeNext());

        // Then
        assertThat(topicRecreated).hasValue(1);
        assertThat(acknowledged).isEqualTo(Map.of(block, 3));
        assertThat(failures).isEmpty();
        assertThat(producer.closed()).isTrue();
        sender.send(samples.plain(next), mixer.mix(samples.of(next)), labels);
        assertThat(producer.history()).hasSize(6);
    }
}
