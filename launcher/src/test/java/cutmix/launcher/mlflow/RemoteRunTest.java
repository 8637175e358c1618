package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemoteRunTest {

    private static final MlflowRun LAUNCHED =
            MlflowRun.builder().name("r").started(5).launched(true).build();
    private static final MlflowRun READ = MlflowRun.of(Epochs.log("r", 1, 2, 30));

    @Test
    void a_run_is_known_by_the_time_of_its_launch_or_of_its_first_epoch() {
        // Given
        RemoteRun launched = remote(RunStatus.FAILED, Map.of("cutmix.run", "r", "cutmix.launched", "5"));
        RemoteRun begun = remote(RunStatus.FINISHED, Map.of("cutmix.run", "r", "cutmix.first_epoch", "30"));
        List<RemoteRun> runs = List.of(remote(RunStatus.RUNNING, Map.of()), begun, launched);
        // When, Then
        assertThat(RemoteRun.match(runs, LAUNCHED, Optional.empty())).contains(launched);
        assertThat(RemoteRun.match(runs, LAUNCHED, Optional.of("30"))).contains(launched);
        assertThat(RemoteRun.match(runs, READ, Optional.of("30"))).contains(begun);
    }

    @Test
    void one_of_the_same_name_at_another_time_is_another() {
        // Given
        List<RemoteRun> runs = List.of(
                remote(RunStatus.RUNNING, Map.of("cutmix.run", "r", "cutmix.first_epoch", "29")),
                remote(RunStatus.KILLED, Map.of("cutmix.run", "r", "cutmix.launched", "4")),
                remote(RunStatus.RUNNING, Map.of("cutmix.run", "other", "cutmix.first_epoch", "30")));
        // When, Then
        assertThat(RemoteRun.match(runs, LAUNCHED, Optional.empty())).isEmpty();
        assertThat(RemoteRun.match(runs, READ, Optional.of("30"))).isEmpty();
    }

    @Test
    void a_run_with_an_id_is_known_by_it_alone() {
        // Given
        MlflowRun run = MlflowRun.builder()
                .name("r")
                .id("two")
                .started(5)
                .launched(true)
                .build();
        RemoteRun same = remote(RunStatus.FAILED, Map.of("cutmix.run", "r", "cutmix.run_id", "two"));
        List<RemoteRun> others = List.of(
                remote(RunStatus.RUNNING, Map.of("cutmix.run", "r", "cutmix.launched", "5")),
                remote(RunStatus.RUNNING, Map.of("cutmix.run", "r", "cutmix.run_id", "one")),
                remote(RunStatus.RUNNING, Map.of("cutmix.run", "other", "cutmix.run_id", "two")));
        // When, Then
        assertThat(RemoteRun.match(others, run, Optional.of("30"))).isEmpty();
        assertThat(RemoteRun.match(
                        Stream.concat(others.stream(), Stream.of(same)).toList(), run, Optional.of("30")))
                .contains(same);
    }

    @Test
    void a_run_that_waits_for_its_first_epoch_is_found_by_a_reader_of_the_topic() {
        // Given
        RemoteRun waiting = remote(RunStatus.RUNNING, Map.of("cutmix.run", "r", "cutmix.launched", "4"));
        // When, Then
        assertThat(RemoteRun.match(List.of(waiting), READ, Optional.of("30"))).contains(waiting);
        assertThat(RemoteRun.match(List.of(waiting), LAUNCHED, Optional.of("30")))
                .isEmpty();
    }

    @Test
    void a_name_that_cannot_be_quoted_is_searched_by_a_pattern() {
        assertThat(RemoteRuns.filter("20260101-120000-cutmix"))
                .isEqualTo("tags.`cutmix.run` = '20260101-120000-cutmix'");
        assertThat(RemoteRuns.filter("it's 100%")).isEqualTo("tags.`cutmix.run` LIKE 'it_s 100_'");
    }

    private static RemoteRun remote(RunStatus status, Map<String, String> tags) {
        String artifacts = "";
        Map<String, String> parameters = Map.of();
        Map<String, Long> lastSteps = Map.of();
        Set<String> inputs = Set.of();
        return new RemoteRun("id", status, artifacts, parameters, tags, lastSteps, inputs);
    }
}
