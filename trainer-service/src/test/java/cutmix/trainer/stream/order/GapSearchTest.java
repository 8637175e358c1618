package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class GapSearchTest {

    private static final TopicPartition PARTITION = new TopicPartition("images", 0);

    private final StrictOrder order = StrictOrder.repeating(new EpochLayout(20, 1), new SamplePosition(1, 0));
    private final RetainedLog consumer = new RetainedLog(List.of(PARTITION));
    private long nanoTime = Duration.ofDays(-1).toNanos(); // System.nanoTime() can start at any value.
    private final GapSearch search = new GapSearch("images", consumer, order, () -> nanoTime);

    @Test
    void a_log_that_begins_in_the_middle_is_a_gap_if_its_first_samples_come_too_late() {
        // Given
        consumer.assign(List.of(PARTITION));
        for (int position = 12; position < 16; position++) {
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("images", 0, position - 12, null, null);
            order.offer(record, TinySamples.at(1, position));
        }
        search.end();

        // When
        pass(Duration.ofSeconds(60));
        assertThat(order.poll()).isNull();
        pass(Duration.ofNanos(1));

        // Then
        assertThatThrownBy(order::poll)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "topic images, partition 0, offset 0: samples before epoch 1, position 12 are missing; delete"
                                + " the topic and load again");
    }

    @Test
    void first_samples_that_come_in_time_are_no_gap_however_long_the_rest_takes() {
        // Given
        consumer.assign(List.of(PARTITION));
        order.offer(new ConsumerRecord<>("images", 0, 0, null, null), TinySamples.at(1, 12));
        search.end();
        pass(Duration.ofSeconds(50));

        // When
        order.offer(new ConsumerRecord<>("images", 0, 1, null, null), TinySamples.at(1, 0));
        pass(Duration.ofDays(1));

        // Then
        assertThat(order.poll().at()).isEqualTo(new SamplePosition(1, 0));
        assertThat(order.poll()).isNull();
    }

    @Test
    void records_that_are_there_by_now_are_read_from_where_the_reading_was() {
        // Given: a log without redeliveries, whose first records are removed while others are added
        StrictOrder exact = StrictOrder.exact(new EpochLayout(20, 1), new SamplePosition(1, 5));
        consumer.assign(List.of(PARTITION));
        consumer.remove(PARTITION, 5);
        IntStream.range(0, 7).forEach(record -> consumer.grow(PARTITION));

        // When
        new GapSearch("images", consumer, exact, () -> nanoTime)
                .begin(new OffsetOutOfRangeException(Map.of(PARTITION, 5L)));

        // Then
        assertThat(consumer.position(PARTITION)).isEqualTo(5);
        assertThat(exact.isSearching(0)).isFalse();
    }

    @Test
    void where_retention_has_removed_all_of_a_log_what_is_written_then_has_its_time_too() {
        // Given
        consumer.assign(List.of(PARTITION));
        IntStream.range(0, 5).forEach(record -> consumer.grow(PARTITION));
        consumer.remove(PARTITION, 5);
        search.begin(new OffsetOutOfRangeException(Map.of(PARTITION, 0L)));
        search.end();

        // When
        order.offer(new ConsumerRecord<>("images", 0, 5, null, null), TinySamples.at(1, 12));
        search.end();
        pass(Duration.ofSeconds(60));

        // Then
        assertThat(order.poll()).isNull();
        pass(Duration.ofNanos(1));
        assertThatThrownBy(order::poll)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic images, partition 0 no longer holds epoch 1, position 0, ");
    }

    @Test
    void where_brokers_do_not_tell_what_is_left_of_the_log_the_next_poll_finds_it() {
        // Given
        consumer.assign(List.of(PARTITION));
        consumer.seek(PARTITION, 3);
        consumer.setOffsetsException(new TimeoutException("no broker answers"));
        OffsetOutOfRangeException removed = new OffsetOutOfRangeException(Map.of(PARTITION, 3L));

        // When
        search.begin(removed);

        // Then
        assertThat(consumer.position(PARTITION)).isEqualTo(3);
        assertThat(order.isSearching(0)).isTrue();
    }

    private void pass(Duration time) {
        nanoTime += time.toNanos();
        search.end();
    }
}
