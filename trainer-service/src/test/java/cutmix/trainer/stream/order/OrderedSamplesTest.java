package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.stream.DataPath;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class OrderedSamplesTest {

    private final FedConsumer consumer = new FedConsumer().failingWhenStarved();

    @Test
    void reads_a_whole_epoch_and_drops_what_comes_twice() {
        // Given
        OrderedSamples samples = mixed(false);
        appendMixed(1, 0);
        appendMixed(1, 0);
        IntStream.range(1, 10).forEach(position -> appendMixed(1, position));

        for (int position = 0; position < 10; position++) {
            // When
            Sample sample = samples.next();

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
    void a_partition_whose_samples_take_too_many_bytes_is_paused_and_the_order_is_kept() {
        // Given: a sample of 6 pixels and 3 weights takes 18 bytes, and each of 4 partitions may have less than two of
        // them
        consumer.setMaxPollRecords(1);
        OrderedSamples samples = consumer.samples(new ReadAhead(100, 1, 4 * 19, 0));
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
        OrderedSamples samples = consumer.samples(new SamplePosition(2, 6), 10);

        // Then: 10 samples on 4 partitions are slices of 3, 3, 2, 2, of which 2, 2, 1, 1 precede position 6
        assertThat(IntStream.range(0, 4).mapToLong(this::position)).containsExactly(5L, 5L, 3L, 3L);
        samples.close();
    }

    @Test
    void what_retention_has_deleted_is_said() {
        // Given
        OrderedSamples samples = consumer.samples(10);
        consumer.append(1, 0);
        consumer.remove(0, 5);

        // When, Then
        assertThatThrownBy(samples::next)
                .isInstanceOf(UserException.class)
                .hasMessage("topic images no longer holds {images-0=0}, which come next: its retention is too short; "
                        + "load again");
    }

    @Test
    void where_old_records_are_removed_a_repetition_is_found_further_on() {
        // Given: the second half of an epoch, and then the whole epoch
        OrderedSamples samples = mixed(false);
        appendMixedEpoch(1);
        appendMixedEpoch(1);
        consumer.remove(0, 2);

        // When, Then
        IntStream.range(0, 10)
                .forEach(position -> assertThat(samples.next().at()).isEqualTo(new SamplePosition(1, position)));
        assertThat(consumer.kept()).isEmpty();
    }

    @Test
    void records_that_are_removed_while_it_reads_are_found_in_a_repetition() {
        // Given
        OrderedSamples samples = mixed(false);
        appendMixedEpoch(1);
        IntStream.range(0, 10).forEach(position -> samples.next());
        for (int repetition = 0; repetition < 2; repetition++) {
            appendMixedEpoch(2);
            appendMixedEpoch(3);
        }

        // When: partition 0 has three samples of each epoch
        consumer.remove(0, 7);

        // Then
        for (int epoch = 2; epoch <= 3; epoch++) {
            for (int position = 0; position < 10; position++) {
                assertThat(samples.next().at()).isEqualTo(new SamplePosition(epoch, position));
            }
        }
    }

    @Test
    void what_no_repetition_holds_is_a_gap_and_no_bad_record() {
        // Given
        OrderedSamples samples = mixed(true);
        appendMixedEpoch(1);
        appendMixedEpoch(2);

        // When
        consumer.remove(0, 1);

        // Then
        assertThatThrownBy(samples::next)
                .isInstanceOf(UserException.class)
                .hasMessage("topic images, partition 0 no longer holds epoch 1, position 0, which comes next: the"
                        + " remaining records begin at offset 1 with epoch 1, position 4; load again, with a"
                        + " longer retention");
        assertThat(consumer.kept()).isEmpty();
    }

    @Test
    void it_waits_where_the_log_does_not_reach_so_far_yet() {
        // Given: a topic that was recreated and is mixed again
        OrderedSamples samples = consumer.samples(DataPath.CUTMIX, new SamplePosition(6, 0), 100, false);
        consumer.scheduleNopPollTask();
        consumer.schedulePollTask(() -> {
            IntStream.rangeClosed(1, 6).forEach(this::appendMixedEpoch);
        });

        // When, Then
        IntStream.range(0, 10)
                .forEach(position -> assertThat(samples.next().at()).isEqualTo(new SamplePosition(6, position)));
    }

    @Test
    void a_record_of_another_dataset_ends_the_reading() {
        // Given
        consumer.watch(new WatchedSamples(true));
        OrderedSamples samples = mixed(true);
        appendMixed(1, 0);
        IntStream.range(1, 4).forEach(position -> appendMixed(1, position));
        appendForeign(1, 4);

        // When, Then
        assertThatThrownBy(samples::next).hasMessage("foreign: topic images, partition 0, offset 1");
    }

    @Test
    void what_an_augment_worker_had_on_its_way_when_the_topic_was_made_anew_is_left_out() {
        // Given
        consumer.watch(new WatchedSamples(true));
        OrderedSamples samples = mixed(false);
        appendForeign(2, 4);
        appendForeign(2, 8);
        appendMixedEpoch(1);

        // When, Then
        for (int position = 0; position < 10; position++) {
            assertThat(samples.next().at()).isEqualTo(new SamplePosition(1, position));
        }
        assertThat(consumer.kept()).isEmpty();
    }

    @Test
    void records_of_another_loaded_dataset_end_the_reading_even_at_the_very_beginning() {
        // Given
        consumer.watch(new WatchedSamples(false));
        OrderedSamples samples = mixed(false);
        appendForeign(1, 0);

        // When, Then
        assertThatThrownBy(samples::next).hasMessage("foreign: topic images, partition 0, offset 0");
    }

    @Test
    void on_a_topic_without_redeliveries_no_record_of_another_dataset_is_left_out() {
        // Given
        consumer.watch(new WatchedSamples(true));
        OrderedSamples samples = consumer.samples(10);
        consumer.append(0, TinySamples.plain(1, 0, 0, TinySamples.pixels(1, 0)), WatchedSamples.foreignHeaders());

        // When, Then
        assertThatThrownBy(samples::next).hasMessage("foreign: topic images, partition 0, offset 0");
    }

    @Test
    void a_reader_to_which_nothing_comes_looks_at_the_topics() {
        // Given
        consumer.watch(new WatchedSamples(true) {
            @Override
            public void look() {
                throw new UserException("another topic");
            }
        });
        OrderedSamples samples = consumer.samples(10);

        // When, Then
        assertThatThrownBy(samples::next).hasMessage("another topic");
    }

    private void appendForeign(int epoch, int position) {
        consumer.append(
                FedConsumer.LAYOUT.partition(position),
                TinySamples.mixed(epoch, position, List.of(1f, 0f, 0f), TinySamples.pixels(epoch, position)),
                WatchedSamples.foreignHeaders());
    }

    @Test
    void a_wait_can_be_ended() {
        OrderedSamples samples = consumer.samples(10);

        samples.wakeup();

        assertThatThrownBy(samples::next).isInstanceOf(WakeupException.class);
    }

    private OrderedSamples mixed(boolean skipBad) {
        return consumer.samples(DataPath.CUTMIX, new SamplePosition(1, 0), 100, skipBad);
    }

    private void appendMixedEpoch(int epoch) {
        IntStream.range(0, 10).forEach(position -> appendMixed(epoch, position));
    }

    private void appendMixed(int epoch, int position) {
        consumer.append(
                FedConsumer.LAYOUT.partition(position),
                TinySamples.mixed(epoch, position, List.of(1f, 0f, 0f), TinySamples.pixels(epoch, position)));
    }

    private long position(int partition) {
        return consumer.position(new TopicPartition(FedConsumer.TOPIC, partition));
    }
}
