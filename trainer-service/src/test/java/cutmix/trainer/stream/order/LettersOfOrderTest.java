package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Checks that the order either returns a dead letter or contains it as a missing sample. */
class LettersOfOrderTest {

    /** Partition 0 holds positions 0, 4 and 8 of each epoch. */
    private final StrictOrder order =
            StrictOrder.repeating(EpochLayout.ofTraining(TinySamples.INFO), new SamplePosition(1, 0));

    private int offset;

    @Test
    void a_record_of_another_partition_among_repeated_ones_is_handed_back() {
        // Given
        appendOfFirstEpoch(0, 4, 0);

        // When
        Optional<DeadLetter> letter = append(1, 1);

        // Then
        assertThat(letter)
                .contains(new DeadLetter(
                        "images",
                        0,
                        3,
                        "it holds epoch 1, position 1, which does not belong there: was it written with another number"
                                + " of partitions?"));
        assertOnlySamples(append(1, 8));
    }

    @Test
    void a_record_that_comes_too_early_among_repeated_ones_is_handed_back() {
        // Given
        appendOfFirstEpoch(0, 4, 0);

        // When
        Optional<DeadLetter> letter = append(2, 4);

        // Then
        assertThat(letter)
                .contains(new DeadLetter(
                        "images", 0, 3, "it holds epoch 2, position 4, but epoch 1, position 8 is missing before it"));
        assertOnlySamples(append(1, 8));
    }

    @Test
    void an_unreadable_record_among_repeated_ones_is_handed_back() {
        // Given
        appendOfFirstEpoch(0, 4, 0);

        // When
        Optional<DeadLetter> letter = order.offerUnreadable(record(), "torn");

        // Then
        assertThat(letter).contains(new DeadLetter("images", 0, 3, "torn"));
        assertOnlySamples(append(1, 8));
    }

    @Test
    void an_unreadable_record_behind_samples_of_the_middle_is_handed_back() {
        // Given
        appendOfFirstEpoch(8);

        // When
        Optional<DeadLetter> letter = order.offerUnreadable(record(), "torn");

        // Then
        assertThat(letter).contains(new DeadLetter("images", 0, 1, "torn"));
        appendOfFirstEpoch(0, 4);
        assertOnlySamples(append(1, 8));
    }

    @Test
    void an_unreadable_record_after_a_removal_is_handed_back() {
        // Given
        appendOfFirstEpoch(0, 4);
        order.skipRemoved(0);

        // When
        Optional<DeadLetter> letter = order.offerUnreadable(record(), "torn");

        // Then
        assertThat(letter).contains(new DeadLetter("images", 0, 2, "torn"));
        assertOnlySamples(append(1, 8));
    }

    @Test
    void a_record_whose_sample_is_missing_is_not_handed_back_but_stands_in_the_order() {
        // Given
        appendOfFirstEpoch(0);

        // When
        Optional<DeadLetter> letter = order.offerUnreadable(record(), "torn");

        // Then
        assertThat(letter).isEmpty();
        IntStream.range(1, 4).forEach(this::offerInItsPartition);
        IntStream.range(0, 4).forEach(position -> order.poll());
        assertThat(order.poll()).isInstanceOfSatisfying(MissingSample.class, missing -> {
            assertThat(missing.at()).isEqualTo(new SamplePosition(1, 4));
            assertThat(missing.letter()).isEqualTo(new DeadLetter("images", 0, 1, "torn"));
        });
    }

    /**
     * Checks that partition 0 has delivered all samples of an epoch, so that the returned dead letter caused no missing
     * sample.
     */
    private void assertOnlySamples(Optional<DeadLetter> ofTheLast) {
        assertThat(ofTheLast).isEmpty();
        assertThat(order.waiting(0)).isEqualTo(3);
        for (int position = 0; position < 10; position++) {
            if (position % 4 > 0) {
                offerInItsPartition(position);
            }
            assertThat(order.next()).isEqualTo(new SamplePosition(1, position));
            assertThat(order.poll())
                    .isInstanceOf(TrainingSample.class)
                    .extracting(Sample::at)
                    .isEqualTo(new SamplePosition(1, position));
        }
    }

    private void appendOfFirstEpoch(int... positions) {
        IntStream.of(positions)
                .forEach(position -> assertThat(append(1, position)).isEmpty());
    }

    private Optional<DeadLetter> append(int epoch, int position) {
        return order.offer(record(), TinySamples.at(epoch, position));
    }

    private void offerInItsPartition(int position) {
        ConsumerRecord<byte[], byte[]> consumed = new ConsumerRecord<>("images", position % 4, position, null, null);
        assertThat(order.offer(consumed, TinySamples.at(1, position))).isEmpty();
    }

    /** Creates the next record of partition 0. */
    private ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>("images", 0, offset++, null, null);
    }
}
