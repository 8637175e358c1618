package cutmix.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class UnreadableRecordsTest {

    private final List<String> lines = new ArrayList<>();
    private final UnreadableRecords unreadable = new UnreadableRecords(lines::add);

    @Test
    void a_record_is_named_with_its_place_and_the_reason() {
        unreadable.skip(at(7), "torn\u001b[2J");

        assertThat(lines).containsExactly("topic t, partition 1, offset 7: the record is skipped (torn\\u001b[2J)");
    }

    @Test
    void a_record_that_is_read_again_counts_once() {
        unreadable.skip(at(7), "torn");
        unreadable.skip(at(8), "torn");
        unreadable.skip(at(7), "torn");

        assertThat(lines).hasSize(2);
        assertThat(unreadable.count()).isEqualTo(2);
    }

    @Test
    void a_record_is_kept_once_where_records_are_kept() {
        // Given
        List<DeadLetter> kept = new ArrayList<>();
        UnreadableRecords keeping = UnreadableRecords.keptIn(
                new DeadLetters() {
                    @Override
                    public String name() {
                        return "dead.letters";
                    }

                    @Override
                    public void keep(DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) {
                        kept.add(letter);
                    }

                    @Override
                    public void close() {}
                },
                lines::add);

        // When
        keeping.skip(at(7), "torn");
        keeping.skip(at(7), "torn");

        // Then
        assertThat(kept).containsExactly(new DeadLetter("t", 1, 7, "torn"));
        assertThat(lines)
                .containsExactly(
                        "topic t, partition 1, offset 7: the record is skipped and kept in topic dead.letters (torn)");
    }

    @Test
    void later_records_are_reported_by_their_number_whenever_it_doubles() {
        for (int offset = 0; offset < 100; offset++) {
            unreadable.skip(at(offset), "torn");
        }

        assertThat(lines).hasSize(UnreadableRecords.NAMED + 3);
        assertThat(lines.subList(UnreadableRecords.NAMED, lines.size()))
                .containsExactly(
                        "21 unreadable records are skipped so far; only the first 20 are named",
                        "42 unreadable records are skipped so far; only the first 20 are named",
                        "84 unreadable records are skipped so far; only the first 20 are named");
    }

    @Property
    void each_record_is_counted_once_and_named_once_at_most(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 100) Integer> offsets) {
        // Given
        List<String> told = new ArrayList<>();
        UnreadableRecords records = new UnreadableRecords(told::add);

        // When
        offsets.forEach(offset -> records.skip(at(offset), "torn"));

        // Then
        int distinct = new HashSet<>(offsets).size();
        assertThat(records.count()).isEqualTo(distinct);
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told.stream().filter(line -> line.startsWith("topic t, partition 1, offset ")))
                .hasSize(Math.min(distinct, UnreadableRecords.NAMED));
    }

    private static ConsumerRecord<byte[], byte[]> at(long offset) {
        return new ConsumerRecord<>("t", 1, offset, null, null);
    }
}
