package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StrictOrderTest {

    private static final int EPOCHS = 3;
    private static final SamplePosition START = new SamplePosition(1, 0);
    private static final EpochLayout LAYOUT = EpochLayout.ofTraining(TinySamples.INFO);

    @Property(tries = 300)
    void any_interleaving_with_redeliveries_yields_every_position_once_in_order(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll Random random) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        StrictOrder order = StrictOrder.repeating(layout, START);
        List<List<SamplePosition>> logs = logsWithRedeliveries(layout, random);

        // When
        List<SamplePosition> got = deliver(order, logs, random);

        // Then
        assertThat(got).isEqualTo(trainingOrder(layout, START));
        assertThat(order.redelivered())
                .isEqualTo(logs.stream().mapToInt(List::size).sum() - (long) EPOCHS * size);
    }

    @Property(tries = 300)
    void started_anywhere_it_goes_on_from_there(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll @IntRange(min = 1, max = EPOCHS) int epoch,
            @ForAll Random random) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        SamplePosition first = new SamplePosition(epoch, random.nextInt(size));
        StrictOrder order = StrictOrder.repeating(layout, first);

        // When
        List<SamplePosition> got = deliver(order, logsWithRedeliveries(layout, random), random);

        // Then
        assertThat(got).isEqualTo(trainingOrder(layout, first));
    }

    @Test
    void a_record_that_comes_too_early_is_told_of_in_the_place_of_what_it_follows() {
        // Given
        StrictOrder order = StrictOrder.exact(LAYOUT, new SamplePosition(1, 5));

        // When
        offer(order, 1, 7, new SamplePosition(1, 9));

        // Then
        MissingSample missing = (MissingSample) order.poll();
        assertThat(missing.at()).isEqualTo(new SamplePosition(1, 5));
        assertThat(missing.letter())
                .isEqualTo(new DeadLetter(
                        "images", 1, 7, "it holds epoch 1, position 9, but epoch 1, position 5 is missing before it"));
    }

    @Test
    void samples_that_are_not_on_the_topic_are_refused_once_two_in_a_row_show_it() {
        // Given
        StrictOrder order = StrictOrder.exact(LAYOUT, new SamplePosition(1, 9));

        // When
        offer(order, 1, 2, new SamplePosition(2, 1));
        offer(order, 1, 3, new SamplePosition(2, 5));

        // Then
        assertThat(order.poll()).isInstanceOf(MissingSample.class);
        order = StrictOrder.exact(LAYOUT, new SamplePosition(2, 1));
        offer(order, 1, 3, new SamplePosition(2, 5));
        offer(order, 1, 4, new SamplePosition(2, 9));
        assertThat(order.poll().at()).isEqualTo(new SamplePosition(2, 1));
        for (int position = 2; position < 5; position++) {
            offer(order, LAYOUT.partition(position), 4, new SamplePosition(2, position));
            order.poll();
        }
        assertThatThrownBy(order::poll)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "topic images, partition 1, offset 4: samples before epoch 2, position 5 are missing; delete"
                                + " the topic and load again");
    }

    @Test
    void a_record_of_another_partition_or_beyond_the_epoch_is_reported_at_its_own_place() {
        StrictOrder order = StrictOrder.exact(LAYOUT, new SamplePosition(1, 2));

        offer(order, 2, 0, new SamplePosition(1, 3));
        offer(order, 3, 0, new SamplePosition(1, 10));

        assertThat(((MissingSample) order.poll()).letter().reason())
                .startsWith("it holds epoch 1, position 3, which does not belong there");
        assertThat(((MissingSample) order.poll()).letter().reason())
                .startsWith("it holds epoch 1, position 10, which does not belong there");
    }

    @Test
    void two_records_that_changed_places_are_both_missing_and_the_rest_is_not() {
        // Given
        EpochLayout layout = new EpochLayout(6, 1);
        StrictOrder order = StrictOrder.repeating(layout, START);

        // When
        int offset = 0;
        for (int position : new int[] {0, 2, 1, 3, 4, 5}) {
            offer(order, 0, offset++, new SamplePosition(1, position));
        }

        // Then
        List<Sample> got = Stream.generate(order::poll).limit(6).toList();
        assertThat(got)
                .filteredOn(MissingSample.class::isInstance)
                .extracting(sample -> sample.at().position())
                .containsExactly(1, 2);
    }

    @Property(tries = 300)
    void records_that_cannot_be_read_are_missing_and_no_others(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll Random random) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        Set<SamplePosition> unreadable = new HashSet<>();
        List<List<SamplePosition>> logs = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            List<SamplePosition> log = new ArrayList<>();
            for (int offset = 0; offset < layout.endOffset(partition, EPOCHS); offset++) {
                boolean bad = random.nextInt(5) == 0;
                log.add(bad ? null : layout.at(partition, offset));
                if (bad) {
                    unreadable.add(layout.at(partition, offset));
                }
            }
            logs.add(log);
        }

        // When
        List<Sample> got = samples(StrictOrder.repeating(layout, START), logs, random);

        // Then
        assertThat(got).extracting(Sample::at).isEqualTo(trainingOrder(layout, START));
        assertThat(got)
                .filteredOn(MissingSample.class::isInstance)
                .extracting(Sample::at)
                .containsExactlyInAnyOrderElementsOf(unreadable);
    }

    @Property(tries = 300)
    void repeated_records_yield_each_position_once_and_lack_only_unreadable_ones(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll Random random) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        List<List<SamplePosition>> logs = logsWithRedeliveries(layout, random);
        int unreadable = 0;
        for (List<SamplePosition> log : logs) {
            for (int offset = 0; offset < log.size(); offset++) {
                if (random.nextInt(10) == 0) {
                    log.set(offset, null);
                    unreadable++;
                }
            }
        }

        // When
        List<Sample> got = samples(StrictOrder.repeating(layout, START), logs, random);

        // Then: an unreadable record after the last epoch counts as the first of the next epoch
        List<SamplePosition> order = trainingOrder(layout, START);
        assertThat(got).extracting(Sample::at).startsWith(order.toArray(SamplePosition[]::new));
        assertThat(got).filteredOn(MissingSample.class::isInstance).hasSizeLessThanOrEqualTo(unreadable);
    }

    @Property(tries = 300)
    void started_anywhere_among_repeated_records_no_more_are_missing_than_cannot_be_read(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll @IntRange(min = 1, max = EPOCHS) int epoch,
            @ForAll Random random) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        SamplePosition first = new SamplePosition(epoch, random.nextInt(size));
        StrictOrder order = StrictOrder.repeating(layout, first);
        List<List<SamplePosition>> logs = logsWithRedeliveries(layout, random);
        int unreadable = 0;
        for (int partition = 0; partition < partitions; partition++) {
            List<SamplePosition> log = logs.get(partition);
            for (int offset = (int) order.begin(partition); offset < log.size(); offset++) {
                if (random.nextInt(6) == 0) {
                    log.set(offset, null);
                    unreadable++;
                }
            }
        }

        // When
        List<Sample> got = samples(order, logs, random);

        // Then
        assertThat(got)
                .extracting(Sample::at)
                .startsWith(trainingOrder(layout, first).toArray(SamplePosition[]::new));
        assertThat(got).filteredOn(MissingSample.class::isInstance).hasSizeLessThanOrEqualTo(unreadable);
    }

    @Test
    void an_unreadable_record_at_the_start_of_a_repetition_is_not_the_first_sample() {
        // Given: places 0 to 4 of one partition, and then 3 again
        EpochLayout layout = new EpochLayout(20, 1);
        StrictOrder order = StrictOrder.repeating(layout, new SamplePosition(1, 6));

        // When: nothing before offset 6 shows that the following records are a redelivery
        int offset = (int) order.begin(0);
        for (int position : new int[] {0, 1, 2, 3, 4, 3}) {
            offer(order, 0, offset++, new SamplePosition(1, position));
        }
        order.offerUnreadable(record(0, offset++), "torn");
        for (int position : new int[] {5, 6, 7}) {
            offer(order, 0, offset++, new SamplePosition(1, position));
        }

        // Then
        assertThat(order.poll().at()).isEqualTo(new SamplePosition(1, 6));
        assertThat(order.poll()).isInstanceOf(TrainingSample.class);
        assertThat(order.poll()).isNull();
    }

    @Test
    void a_log_that_begins_with_samples_of_the_middle_is_no_gap_if_the_first_ones_follow() {
        // Given
        EpochLayout layout = new EpochLayout(20, 1);
        StrictOrder order = StrictOrder.repeating(layout, START);

        // When
        int offset = 0;
        for (int position = 12; position < 16; position++) {
            offer(order, 0, offset++, new SamplePosition(1, position));
        }
        assertThat(order.isAhead(0)).isTrue();
        for (int position = 0; position < 20; position++) {
            offer(order, 0, offset++, new SamplePosition(1, position));
        }

        // Then
        assertThat(order.isAhead(0)).isFalse();
        for (int position = 0; position < 20; position++) {
            assertThat(order.poll())
                    .isInstanceOf(TrainingSample.class)
                    .extracting(Sample::at)
                    .isEqualTo(new SamplePosition(1, position));
        }
    }

    /** Returns the log of each partition; at random, a part of the log up to the newest record is written twice. */
    private static List<List<SamplePosition>> logsWithRedeliveries(EpochLayout layout, Random random) {
        List<List<SamplePosition>> logs = new ArrayList<>();
        for (int partition = 0; partition < layout.partitions(); partition++) {
            List<SamplePosition> log = new ArrayList<>();
            for (int offset = 0; offset < layout.endOffset(partition, EPOCHS); offset++) {
                log.add(layout.at(partition, offset));
                if (random.nextInt(4) == 0) {
                    int from = random.nextInt(offset + 1);
                    for (int again = from; again <= offset; again++) {
                        log.add(layout.at(partition, again));
                    }
                }
            }
            logs.add(log);
        }
        return logs;
    }

    private static List<SamplePosition> deliver(StrictOrder order, List<List<SamplePosition>> logs, Random random) {
        List<Sample> got = samples(order, logs, random);
        assertThat(got).hasOnlyElementsOfType(TrainingSample.class);
        return got.stream().map(Sample::at).toList();
    }

    /**
     * Offers the logs from the offsets that the order requests, in random order, and polls in between.
     *
     * @param logs null for unreadable records
     */
    private static List<Sample> samples(StrictOrder order, List<List<SamplePosition>> logs, Random random) {
        List<Sample> got = new ArrayList<>();
        int[] offsets = IntStream.range(0, logs.size())
                .map(partition -> (int) order.begin(partition))
                .toArray();
        List<Integer> open =
                new ArrayList<>(IntStream.range(0, logs.size()).boxed().toList());
        while (!open.isEmpty()) {
            int partition = open.get(random.nextInt(open.size()));
            if (offsets[partition] >= logs.get(partition).size()) {
                open.remove((Integer) partition);
                continue;
            }
            int offset = offsets[partition]++;
            SamplePosition at = logs.get(partition).get(offset);
            if (at == null) {
                order.offerUnreadable(record(partition, offset), "torn");
            } else {
                offer(order, partition, offset, at);
            }
            if (random.nextInt(3) == 0) {
                drain(order, got);
            }
        }
        drain(order, got);
        return got;
    }

    private static void offer(StrictOrder order, int partition, long offset, SamplePosition at) {
        order.offer(record(partition, offset), TinySamples.at(at.epoch(), at.position()));
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
        return new ConsumerRecord<>("images", partition, offset, null, null);
    }

    private static void drain(StrictOrder order, List<Sample> into) {
        for (Sample sample = order.poll(); sample != null; sample = order.poll()) {
            into.add(sample);
        }
    }

    private static List<SamplePosition> trainingOrder(EpochLayout layout, SamplePosition first) {
        List<SamplePosition> all = new ArrayList<>();
        for (int epoch = first.epoch(); epoch <= EPOCHS; epoch++) {
            for (int i = epoch == first.epoch() ? first.position() : 0; i < layout.size(); i++) {
                all.add(new SamplePosition(epoch, i));
            }
        }
        return all;
    }
}
