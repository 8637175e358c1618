package cutmix.loader.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrainedEpochsTest {

    @Property(tries = 300)
    void so_many_epochs_may_be_written_beyond_the_one_that_the_slowest_run_trains(
            @ForAll @Size(min = 1, max = 5) Map<@IntRange(max = 9) Integer, @IntRange(min = 1, max = 14) Integer> trained,
            @ForAll @IntRange(max = 20) int ahead) {
        // Given
        TrainedEpochs epochs = new TrainedEpochs(List.of());

        // When
        trained.forEach((run, epoch) -> epochs.report("run " + run, epoch, 15));

        // Then
        int slowest =
                trained.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        assertThat(epochs.lastWritable(ahead)).isEqualTo(slowest + 1 + ahead);
        assertThat(epochs.slowest())
                .get()
                .extracting(TrainedEpochs.RunProgress::trained)
                .isEqualTo(slowest);
    }

    @Property(tries = 100)
    void with_none_ahead_every_epoch_is_written_in_the_end(@ForAll @IntRange(min = 1, max = 40) int all) {
        TrainedEpochs epochs = new TrainedEpochs(List.of("r"));
        for (int epoch = 1; epoch <= all; epoch++) {
            assertThat(epochs.lastWritable(0)).isEqualTo(epoch);
            epochs.report("r", epoch, all);
        }
        assertThat(epochs.lastWritable(0)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void before_any_run_reports_the_first_epochs_may_be_written() {
        TrainedEpochs epochs = new TrainedEpochs(List.of());

        assertThat(epochs.lastWritable(2)).isEqualTo(3);
        assertThat(epochs.slowest()).isEmpty();
    }

    @Test
    void a_named_run_that_has_not_reported_has_trained_none_and_others_do_not_count() {
        // Given
        TrainedEpochs epochs = new TrainedEpochs(List.of("a", "b"));

        // When
        epochs.report("a", 7, 15);
        epochs.report("other", 1, 15);

        // Then
        assertThat(epochs.lastWritable(1)).isEqualTo(2);
        assertThat(epochs.slowest()).contains(new TrainedEpochs.RunProgress("b", 0, 0, false));
    }

    @Test
    void a_run_that_is_through_holds_nobody_back() {
        // Given
        TrainedEpochs epochs = new TrainedEpochs(List.of("short", "long"));

        // When
        epochs.report("short", 3, 3);
        epochs.report("long", 5, 15);

        // Then
        assertThat(epochs.lastWritable(0)).isEqualTo(6);
    }

    @Test
    void a_run_that_begins_anew_counts_as_far_as_it_has_come_again() {
        // Given
        TrainedEpochs epochs = new TrainedEpochs(List.of());
        epochs.report("r", 9, 15);

        // When
        epochs.report("r", 1, 15);

        // Then
        assertThat(epochs.lastWritable(0)).isEqualTo(2);
    }

    @Test
    void a_named_run_that_was_through_before_the_epochs_were_raised_goes_on_where_it_was() {
        // Given
        TrainedEpochs epochs = new TrainedEpochs(List.of("r"));

        // When
        epochs.reportBeforeRaise("r", 5, 5);

        // Then
        assertThat(epochs.lastWritable(1)).isEqualTo(7);
        assertThat(epochs.slowest()).contains(new TrainedEpochs.RunProgress("r", 5, 5, true));

        // When
        epochs.report("r", 6, 6);

        // Then
        assertThat(epochs.lastWritable(1)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void where_every_run_counts_those_from_before_the_raise_do_until_another_one_reports() {
        // Given
        TrainedEpochs epochs = new TrainedEpochs(List.of());

        // When
        epochs.reportBeforeRaise("a", 5, 5);
        epochs.reportBeforeRaise("b", 3, 3);

        // Then
        assertThat(epochs.lastWritable(0)).isEqualTo(6);

        // When
        epochs.report("c", 1, 15);

        // Then
        assertThat(epochs.lastWritable(0)).isEqualTo(2);
    }

    @Test
    void no_number_is_too_large() {
        TrainedEpochs epochs = new TrainedEpochs(List.of());
        epochs.report("r", 3, 15);

        assertThat(epochs.lastWritable(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
}
