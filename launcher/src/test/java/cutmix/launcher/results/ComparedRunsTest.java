package cutmix.launcher.results;

import static cutmix.launcher.results.PublishedEpochs.epoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.failure.UserException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedRunsTest {

    private static final List<String> RUNS = List.of("a-cutmix", "a-plain");

    @Test
    void a_run_is_unfinished_until_its_last_epoch_is_published() {
        assertThat(unfinished(Optional.empty())).containsExactly("a-cutmix", "a-plain");
        assertThat(unfinished(Optional.empty(), epoch("a-plain", "1", 1, 2), epoch("a-cutmix", "1", 2, 2)))
                .containsExactly("a-plain");
        assertThat(unfinished(Optional.empty(), epoch("a-plain", "1", 2, 2), epoch("a-cutmix", "1", 2, 2)))
                .isEmpty();
    }

    @Test
    void runs_that_are_to_train_more_epochs_than_before_are_unfinished() {
        assertThat(unfinished(Optional.of(3), epoch("a-plain", "1", 2, 2), epoch("a-cutmix", "1", 3, 3)))
                .containsExactly("a-plain");
    }

    @Test
    void a_run_that_began_anew_replaces_the_earlier_one_of_its_name() {
        // When
        ComparedRuns compared = ComparedRuns.newest(
                RUNS,
                List.of(
                        epoch("a-cutmix", "old", 1, 2),
                        epoch("a-cutmix", "old", 2, 2),
                        epoch("other-plain", "1", 2, 2),
                        epoch("a-cutmix", "new", 1, 2)));
        // Then
        assertThat(compared.epochs())
                .extracting(epoch -> epoch.metrics().getRunId())
                .containsExactly("new");
        assertThat(compared.unfinished(Optional.empty())).containsExactly("a-cutmix", "a-plain");
    }

    @Test
    void paths_and_settings_are_those_that_the_trainers_reported() {
        // When
        ComparedRuns compared =
                ComparedRuns.newest(RUNS, List.of(epoch("a-plain", "1", 1, 1), epoch("a-cutmix", "1", 1, 1)));
        // Then
        assertThat(compared.paths()).containsExactly("cutmix", "plain");
        assertThat(compared.run("plain")).isEqualTo("a-plain");
        assertThat(compared.settings())
                .containsEntry("epochs", "1")
                .containsEntry("seed", "7")
                .containsEntry("recipe", "keras")
                .containsEntry("batch size", "32")
                .containsEntry("alpha", "0.25");
    }

    @Test
    void two_runs_of_one_path_cannot_be_compared() {
        ComparedRuns compared = ComparedRuns.newest(
                List.of("a-plain", "b-plain"), List.of(epoch("a-plain", "1", 1, 1), epoch("b-plain", "1", 1, 1)));

        assertThatThrownBy(compared::paths)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "--runs a-plain,b-plain names two runs that trained from the path plain: name one run for each"
                                + " path");
    }

    private static List<String> unfinished(Optional<Integer> wanted, PublishedEpoch... published) {
        return ComparedRuns.newest(RUNS, List.of(published)).unfinished(wanted);
    }
}
