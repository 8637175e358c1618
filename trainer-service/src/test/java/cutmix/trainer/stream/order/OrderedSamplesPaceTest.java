package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.trainer.stream.DataPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** Checks how far {@link OrderedSamples} reads ahead, and what it logs while it waits. */
class OrderedSamplesPaceTest {

    private static final String STARVED = "Still waiting for data: is its writer running?";

    private final FedConsumer consumer = new FedConsumer().failingWhenStarved();
    private long now;

    @Test
    void no_more_samples_of_a_partition_wait_than_the_read_ahead_allows() {
        assertThat(readOfPartition1(new ReadAhead(2, 1, Long.MAX_VALUE, 0))).isEqualTo(2);
    }

    @Test
    void no_more_bytes_of_a_partition_wait_than_the_read_ahead_allows() {
        // A sample of 6 pixels and 3 weights takes 18 bytes, and 4 partitions share the limit.
        assertThat(readOfPartition1(new ReadAhead(100, 1, 4 * 18, 0))).isEqualTo(1);
        assertThat(readOfPartition1(new ReadAhead(100, 1, 4 * 19, 0))).isEqualTo(2);
    }

    @Test
    void it_warns_after_20_seconds_without_records_and_then_every_20_seconds() {
        // Given
        consumer.clock(() -> now);
        OrderedSamples samples = consumer.samples(10);

        try (LoggedLines log = new LoggedLines(OrderedSamples.class)) {
            // When
            int[] warnings = new int[4];
            Duration[] waits = {Duration.ofSeconds(20), Duration.ofNanos(1), Duration.ofSeconds(20), Duration.ofNanos(1)
            };
            for (int wait = 0; wait < waits.length; wait++) {
                warnings[wait] = warningsDuring(samples, log, waits[wait]);
            }

            // Then
            assertThat(warnings).containsExactly(0, 1, 0, 1);
        }
    }

    @Test
    void the_warning_says_which_topic_has_too_few_partitions_for_its_dataset() {
        // Given
        consumer.clock(() -> now);
        consumer.watch(new WatchedSamples(true) {
            @Override
            public Optional<String> shortage(String topic) {
                return Optional.of("topic " + topic + " to have 4 partitions instead of 3");
            }
        });
        OrderedSamples samples = consumer.samples(10);

        try (LoggedLines log = new LoggedLines(OrderedSamples.class)) {
            // When
            consumer.schedulePollTask(() -> now += Duration.ofSeconds(21).toNanos());
            consumer.schedulePollTask(samples::wakeup);
            assertThatThrownBy(samples::next).isInstanceOf(WakeupException.class);

            // Then
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("Still waiting for topic " + FedConsumer.TOPIC + " to have 4 partitions instead of 3");
        }
    }

    @Test
    void a_record_that_arrives_starts_the_wait_for_a_warning_anew() {
        // Given
        consumer.clock(() -> now);
        OrderedSamples samples = consumer.samples(10);

        try (LoggedLines log = new LoggedLines(OrderedSamples.class)) {
            // When
            int before = warningsDuring(samples, log, Duration.ofSeconds(15));
            consumer.append(1, 0);
            samples.next();
            int after = warningsDuring(samples, log, Duration.ofSeconds(20));

            // Then
            assertThat(before + after).isZero();
        }
    }

    @Test
    void one_line_reports_any_number_of_skipped_records_of_an_earlier_dataset() {
        // Given
        consumer.watch(new WatchedSamples(true));
        OrderedSamples samples =
                consumer.samples(DataPath.CUTMIX, TinySamples.at(1, 0).at(), 100, false);
        for (int position : new int[] {4, 8}) {
            consumer.append(0, mixed(2, position), WatchedSamples.foreignHeaders());
        }
        consumer.append(0, mixed(1, 0));

        try (LoggedLines log = new LoggedLines(OrderedSamples.class)) {
            // When
            Sample first = samples.next();

            // Then
            assertThat(first.at()).isEqualTo(TinySamples.at(1, 0).at());
            assertThat(log.messages()).singleElement().asString().contains("records of an earlier dataset are skipped");
        }
    }

    @Test
    void closing_it_closes_its_consumer_and_the_place_of_dead_letters() {
        OrderedSamples samples = consumer.samples(10);

        samples.close();

        assertThat(consumer.closed()).isTrue();
        assertThat(consumer.lettersClosed()).isTrue();
    }

    /** Returns the number of records read from partition 1 while the partition of the first sample is empty. */
    private static long readOfPartition1(ReadAhead buffer) {
        FedConsumer consumer = new FedConsumer().failingWhenStarved();
        consumer.setMaxPollRecords(1);
        OrderedSamples samples = consumer.samples(buffer);
        IntStream.of(1, 5, 9).forEach(position -> consumer.append(1, position));
        IntStream.range(0, 5).forEach(poll -> consumer.scheduleNopPollTask());
        long[] read = new long[1];
        consumer.schedulePollTask(() -> {
            read[0] = consumer.position(new TopicPartition(FedConsumer.TOPIC, 1));
            consumer.append(1, 0);
        });
        samples.next();
        return read[0];
    }

    /** Advances the clock within one empty poll. */
    private int warningsDuring(OrderedSamples samples, LoggedLines log, Duration wait) {
        int before = log.messages().size();
        consumer.schedulePollTask(() -> now += wait.toNanos());
        consumer.schedulePollTask(samples::wakeup);
        assertThatThrownBy(samples::next).isInstanceOf(WakeupException.class);
        List<String> logged = log.messages().subList(before, log.messages().size());
        assertThat(logged).allMatch(line -> line.contains(STARVED));
        return logged.size();
    }

    private static byte[] mixed(int epoch, int position) {
        return TinySamples.mixed(epoch, position, List.of(1f, 0f, 0f), TinySamples.pixels(epoch, position));
    }
}
