package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.SamplePosition;
import cutmix.schemas.UserException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class OrderedSamplesTest {

    private final FedConsumer consumer = new FedConsumer();

    @Test
    void reads_a_whole_epoch_and_drops_what_comes_twice() {
        // Given
        OrderedSamples samples = consumer.samples(100);
        consumer.append(1, 0);
        consumer.append(1, 0);
        IntStream.range(1, 10).forEach(position -> consumer.append(1, position));

        for (int position = 0; position < 10; position++) {
            // When
            TrainingSample sample = samples.next();

            // Then
            assertThat(sample.at()).isEqualTo(new SamplePosition(1, position));
        }
        assertThat(samples.redelivered()).isEqualTo(1);
    }

    @Test
    void a_partition_that_runs_ahead_is_paused_until_its_samples_are_taken() {
        // Given
        consumer.setMaxPollRecords(1);
        OrderedSamples samples = consumer.samples(2);
        consumer.append(1, 1);
        consumer.append(1, 5);
        consumer.append(1, 9);
        boolean[] pausedWhileAhead = new boolean[1];
        IntStream.range(0, 5).forEach(poll -> consumer.scheduleNopPollTask());
        consumer.schedulePollTask(() -> {
            pausedWhileAhead[0] = consumer.isPaused(1);
            IntStream.of(0, 2, 3, 4, 6, 7, 8).forEach(position -> consumer.append(1, position));
        });

        // When
        for (int position = 0; position < 10; position++) {
            assertThat(samples.next().at().position()).isEqualTo(position);
        }

        // Then
        assertThat(pausedWhileAhead[0]).isTrue();
        assertThat(consumer.isPaused(1)).isFalse();
    }

    @Test
    void begins_at_the_least_offset_where_its_first_sample_can_lie() {
        // When
        OrderedSamples samples = new OrderedSamples(
                consumer,
                FedConsumer.TOPIC,
                FedConsumer.LAYOUT,
                new SamplePosition(2, 6),
                SampleDecoder.plain(Samples.INFO, Samples.FORMAT),
                10);

        // Then: 10 samples on 4 partitions are slices of 3, 3, 2, 2; before position 6 lie 2, 2, 1, 1 of them
        assertThat(IntStream.range(0, 4).mapToLong(this::position)).containsExactly(5L, 5L, 3L, 3L);
        samples.close();
    }

    @Test
    void a_value_that_cannot_be_read_is_named_by_its_place() {
        // Given
        OrderedSamples samples = consumer.samples(10);
        consumer.append(1, 0);
        consumer.append(0, "hello".getBytes(StandardCharsets.UTF_8));

        // When, Then
        assertThatThrownBy(samples::next)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "topic images, partition 0, offset 1: a value of 5 bytes is not a whole " + "LabeledImage")
                .hasMessageEndingWith("; delete the topic and load again");
    }

    @Test
    void what_retention_has_deleted_is_said() {
        // Given
        OrderedSamples samples = consumer.samples(10);
        consumer.append(1, 0);
        consumer.updateBeginningOffsets(Map.of(new TopicPartition(FedConsumer.TOPIC, 0), 5L));

        // When, Then
        assertThatThrownBy(samples::next)
                .isInstanceOf(UserException.class)
                .hasMessage("topic images no longer holds {images-0=0}, which come next: its retention is too short; "
                        + "load again");
    }

    @Test
    void a_wait_can_be_ended() {
        OrderedSamples samples = consumer.samples(10);

        samples.wakeup();

        assertThatThrownBy(samples::next).isInstanceOf(WakeupException.class);
    }

    private long position(int partition) {
        return consumer.position(new TopicPartition(FedConsumer.TOPIC, partition));
    }
}
