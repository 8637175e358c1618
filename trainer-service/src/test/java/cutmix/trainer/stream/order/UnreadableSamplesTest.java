package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.stream.DataPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks how {@link OrderedSamples} handles records without a usable sample. */
class UnreadableSamplesTest {

    private final FedConsumer consumer = new FedConsumer().failingWhenStarved();

    @Test
    void a_value_that_cannot_be_read_is_kept_and_named_when_it_is_its_turn() {
        // Given
        OrderedSamples samples = consumer.samples(10);
        consumer.append(1, 0);
        consumer.append(0, "hello".getBytes(StandardCharsets.UTF_8));
        IntStream.range(1, 4).forEach(position -> consumer.append(1, position));
        IntStream.range(0, 4).forEach(position -> assertThat(samples.next()).isInstanceOf(TrainingSample.class));
        assertThat(consumer.kept()).isEmpty();

        // When, Then
        assertThatThrownBy(samples::next)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "topic images, partition 0, offset 1: epoch 1, position 4 cannot be read (a value"
                                + " of 5 bytes is not a whole LabeledImage")
                .hasMessageEndingWith("; the record is kept in topic dead.letters: delete the topics and load again, or"
                        + " train without it by --skip-bad");
        assertThat(consumer.kept())
                .extracting(DeadLetter::place)
                .containsExactly("topic images, partition 0, offset 1");
    }

    @Test
    void where_bad_records_may_be_skipped_the_epoch_goes_on_to_its_end() {
        // Given
        OrderedSamples samples = mixed(true);
        IntStream.range(0, 4).forEach(position -> appendMixed(1, position));
        consumer.append(0, "hello".getBytes(StandardCharsets.UTF_8));
        consumer.append(1, null, new DeadLetter("plain", 1, 1, "torn").headers());
        consumer.append(2, null);
        IntStream.range(7, 9).forEach(position -> appendMixed(1, position));
        consumer.append(1, new byte[0]);

        // When
        List<Sample> epoch =
                IntStream.range(0, 10).mapToObj(position -> samples.next()).toList();

        // Then
        assertThat(epoch)
                .extracting(Sample::at)
                .isEqualTo(IntStream.range(0, 10)
                        .mapToObj(position -> new SamplePosition(1, position))
                        .toList());
        assertThat(epoch)
                .filteredOn(MissingSample.class::isInstance)
                .extracting(sample -> sample.at().position())
                .containsExactly(4, 5, 6, 9);
        assertThat(consumer.kept())
                .extracting(DeadLetter::place)
                .containsExactly(
                        "topic images, partition 0, offset 1",
                        "topic plain, partition 1, offset 1",
                        "topic images, partition 2, offset 1",
                        "topic images, partition 1, offset 2");
    }

    @Test
    void of_repeated_records_one_that_cannot_be_read_is_kept_and_nothing_is_missing() {
        // Given
        OrderedSamples samples = mixed(false);
        IntStream.of(0, 1, 2, 3, 4, 0).forEach(position -> appendMixed(1, position));
        consumer.append(0, "hello".getBytes(StandardCharsets.UTF_8));
        IntStream.of(8, 5, 6, 7, 9).forEach(position -> appendMixed(1, position));

        // When, Then
        IntStream.range(0, 10).forEach(position -> assertThat(samples.next()).isInstanceOf(TrainingSample.class));
        assertThat(consumer.kept())
                .extracting(DeadLetter::place)
                .containsExactly("topic images, partition 0, offset 3");
    }

    @Test
    void records_that_cannot_be_read_count_with_all_their_bytes() {
        // Given
        consumer.setMaxPollRecords(1);
        OrderedSamples samples = consumer.samples(new ReadAhead(100, 1, 4 * 1_000, 0));
        consumer.append(1, new byte[1_000]);
        boolean[] pausedWhileAhead = new boolean[1];
        IntStream.range(0, 3).forEach(poll -> consumer.scheduleNopPollTask());
        consumer.schedulePollTask(() -> {
            pausedWhileAhead[0] = consumer.isPaused(1);
            consumer.append(1, 0);
        });

        // When
        samples.next();

        // Then
        assertThat(pausedWhileAhead[0]).isTrue();
    }

    @Test
    void of_repeated_records_one_of_another_partition_is_kept_and_nothing_is_missing() {
        // Given
        OrderedSamples samples = mixed(false);
        IntStream.of(0, 1, 2, 3, 4, 0).forEach(position -> appendMixed(1, position));
        appendTo(0, 1, 1);
        IntStream.of(8, 5, 6, 7, 9).forEach(position -> appendMixed(1, position));

        // When, Then
        IntStream.range(0, 10).forEach(position -> assertThat(samples.next()).isInstanceOf(TrainingSample.class));
        assertThat(consumer.kept())
                .extracting(DeadLetter::place)
                .containsExactly("topic images, partition 0, offset 3");
    }

    private OrderedSamples mixed(boolean skipBad) {
        return consumer.samples(DataPath.CUTMIX, new SamplePosition(1, 0), 100, skipBad);
    }

    private void appendMixed(int epoch, int position) {
        appendTo(FedConsumer.LAYOUT.partition(position), epoch, position);
    }

    private void appendTo(int partition, int epoch, int position) {
        consumer.append(
                partition,
                TinySamples.mixed(epoch, position, List.of(1f, 0f, 0f), TinySamples.pixels(epoch, position)));
    }
}
