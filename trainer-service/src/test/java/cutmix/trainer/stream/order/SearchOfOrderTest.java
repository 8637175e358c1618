package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Checks how the order finds its place in the log of one partition with redeliveries. */
class SearchOfOrderTest {

    private static final EpochLayout LAYOUT = new EpochLayout(20, 1);

    private int offset;

    @Test
    void a_record_before_the_first_that_is_wanted_tells_where_the_log_is() {
        // Given
        StrictOrder order = from(5);

        // When
        Optional<DeadLetter> letter = append(order, 2);

        // Then
        assertThat(letter).isEmpty();
        assertThat(order.isSearching(0)).isFalse();
        assertThat(append(order, 12)).isPresent();
        assertThat(order.isAhead(0)).isFalse();
    }

    @Test
    void records_of_the_middle_where_a_log_begins_count_as_repeated() {
        // Given
        StrictOrder order = from(0);

        // When
        IntStream.of(12, 13, 14, 0).forEach(position -> append(order, position));

        // Then
        assertThat(order.redelivered()).isEqualTo(3);
    }

    @Test
    void a_record_of_the_middle_in_the_place_of_the_first_one_is_told_of_there() {
        // Given
        StrictOrder order = from(0);

        // When
        IntStream.of(12, 1, 2).forEach(position -> append(order, position));

        // Then
        assertThat(order.poll()).isInstanceOfSatisfying(MissingSample.class, missing -> {
            assertThat(missing.at()).isEqualTo(new SamplePosition(1, 0));
            assertThat(missing.letter())
                    .isEqualTo(new DeadLetter("images", 0, 0, "it is at the place of epoch 1, position 0"));
        });
        assertSamples(order, 1, 2);
    }

    @Test
    void what_came_too_early_before_a_repetition_excuses_no_gap_in_it() {
        // Given: three records from the middle, and a redelivery in which 8 is at the place of 3
        StrictOrder order = from(5);

        // When
        IntStream.of(12, 13, 14, 2).forEach(position -> append(order, position));
        Optional<DeadLetter> letter = append(order, 8);
        IntStream.of(4, 5, 6, 7, 8).forEach(position -> append(order, position));

        // Then
        assertThat(letter)
                .contains(new DeadLetter(
                        "images", 0, 4, "it holds epoch 1, position 8, but epoch 1, position 5 is missing before it"));
        assertSamples(order, 5, 6, 7, 8);
    }

    @Test
    void unreadable_records_after_a_removal_excuse_no_gap_in_the_repetition_that_follows() {
        // Given
        StrictOrder order = from(0);
        IntStream.range(0, 5).forEach(position -> append(order, position));
        order.skipRemoved(0);

        // When: 7 is at the place of 3
        assertThat(order.offerUnreadable(record(), "torn")).isPresent();
        append(order, 2);
        Optional<DeadLetter> letter = append(order, 7);
        IntStream.of(4, 5, 6, 7).forEach(position -> append(order, position));

        // Then
        assertThat(letter)
                .contains(new DeadLetter(
                        "images", 0, 7, "it holds epoch 1, position 7, but epoch 1, position 5 is missing before it"));
        assertSamples(order, 0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void a_sample_that_was_removed_is_a_gap_whatever_follows_and_not_a_bad_record() {
        // Given
        StrictOrder order = from(0);
        IntStream.range(0, 5).forEach(position -> append(order, position));
        order.skipRemoved(0);

        // When
        IntStream.of(12, 13, 6, 7).forEach(position -> append(order, position));
        order.endOfLog(0);

        // Then
        assertSamples(order, 0, 1, 2, 3, 4);
        assertThatThrownBy(order::poll)
                .isInstanceOf(UserException.class)
                .hasMessage("topic images, partition 0 no longer holds epoch 1, position 5, which comes next: the"
                        + " remaining records begin at offset 5 with epoch 1, position 12; load again, with"
                        + " a longer retention");
    }

    private static StrictOrder from(int position) {
        return StrictOrder.repeating(LAYOUT, new SamplePosition(1, position));
    }

    private Optional<DeadLetter> append(StrictOrder order, int position) {
        return order.offer(record(), TinySamples.at(1, position));
    }

    private ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>("images", 0, offset++, null, null);
    }

    private static void assertSamples(StrictOrder order, int... positions) {
        for (int position : positions) {
            assertThat(order.poll())
                    .isInstanceOf(TrainingSample.class)
                    .extracting(Sample::at)
                    .isEqualTo(new SamplePosition(1, position));
        }
    }
}
