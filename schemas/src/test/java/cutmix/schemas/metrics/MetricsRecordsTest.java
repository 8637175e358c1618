package cutmix.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.mutations.Mutations;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.deadletter.UnreadableRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Tests the common policy of all readers of metrics: an unreadable record is counted, named once, and skipped. */
class MetricsRecordsTest {

    private static final EpochMetrics EPOCH = ExampleMetrics.epoch();
    private static final StepMetrics STEP = ExampleMetrics.step();

    private final List<String> lines = new ArrayList<>();
    private final UnreadableRecords unreadable = new UnreadableRecords(lines::add);
    private final MetricsRecords records = new MetricsRecords(unreadable);

    @Test
    void whole_records_are_decoded() {
        assertThat(records.epoch(record(0, "r", EpochMetricsJson.write(EPOCH)))).contains(EPOCH);
        assertThat(records.step(record(1, "r", StepMetricsJson.write(STEP)))).contains(STEP);
        assertThat(unreadable.count()).isZero();
        assertThat(lines).isEmpty();
    }

    @Test
    void an_unreadable_record_is_counted_named_once_and_skipped() {
        assertThat(records.epoch(record(2, "r", "noise"))).isEmpty();
        assertThat(records.epoch(record(2, "r", "noise"))).isEmpty();
        assertThat(records.step(record(3, null, null))).isEmpty();

        assertThat(unreadable.count()).isEqualTo(2);
        assertThat(lines)
                .containsExactly(
                        "topic m, partition 0, offset 2: the record is skipped (not an EpochMetrics: noise)",
                        "topic m, partition 0, offset 3: the record is skipped (no value)");
    }

    @Test
    void records_of_other_runs_are_left_out() {
        String json = EpochMetricsJson.write(EPOCH);

        assertThat(records.epochOf(List.of("r", "s")::contains, record(0, "r", json)))
                .contains(EPOCH);
        assertThat(records.epochOf(List.of("s")::contains, record(1, "r", json)))
                .isEmpty();
        assertThat(records.epochOf(List.of("s")::contains, record(2, "s", json)))
                .isEmpty();
        assertThat(records.epochOf(List.of("s")::contains, record(3, "r", "noise")))
                .isEmpty();

        assertThat(lines).isEmpty();
    }

    @Test
    void a_record_without_a_key_is_read_by_its_value() {
        assertThat(records.epochOf(List.of("r")::contains, record(0, null, EpochMetricsJson.write(EPOCH))))
                .contains(EPOCH);
        assertThat(records.epochOf(List.of("r")::contains, record(1, null, "noise")))
                .isEmpty();

        assertThat(unreadable.count()).isEqualTo(1);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void whatever_a_value_is_it_is_decoded_or_counted(@ForAll long seed) {
        // Given
        byte[] whole = EpochMetricsJson.write(EPOCH).getBytes(StandardCharsets.UTF_8);
        Mutations mutations = new Mutations(seed, whole).with("\"", "{", "}", "null", "NaN", "1e999", "[[[[");
        UnreadableRecords damaged = new UnreadableRecords(line -> {});
        MetricsRecords reader = new MetricsRecords(damaged);

        // When
        int read = 0;
        for (int offset = 0; offset < 1_000; offset++) {
            ConsumerRecord<byte[], byte[]> consumed = new ConsumerRecord<>("m", 0, offset, null, mutations.next());
            read += reader.epoch(consumed).isPresent() ? 1 : 0;
        }

        // Then
        assertThat(read + damaged.count()).isEqualTo(1_000);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, String value) {
        return new ConsumerRecord<>("m", 0, offset, bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
