package cutmix.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.mlflow.EpochLog;
import cutmix.launcher.mlflow.Epochs;
import cutmix.launcher.mlflow.MlflowRun;
import cutmix.launcher.mlflow.RunStatus;
import cutmix.launcher.plan.ReproductionSteps;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.plan.RunPlans;
import cutmix.schemas.EpochMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedRunsTest {

    @TempDir
    Path out;

    @Test
    void each_path_is_a_run_with_the_settings_that_concern_it() {
        // When
        List<MlflowRun> all = runs().all();
        // Then
        assertThat(all).extracting(MlflowRun::name).containsExactly("r-cutmix", "r-plain");
        assertThat(all.get(0).parameters())
                .isEqualTo(Map.ofEntries(
                        Map.entry("path", "cutmix"),
                        Map.entry("dataset", "sample"),
                        Map.entry("epochs", "2"),
                        Map.entry("seed", "7"),
                        Map.entry("partitions", "4"),
                        Map.entry("test_limit", "20"),
                        Map.entry("recipe", "keras"),
                        Map.entry("depth", "8"),
                        Map.entry("batch_size", "32"),
                        Map.entry("threads", "1")));
        assertThat(all.get(0).requested()).isEqualTo(Map.of("alpha", "1"));
        assertThat(all.get(1).parameters()).containsEntry("path", "plain");
        assertThat(all.get(1).requested()).isEmpty();
        assertThat(all.get(0).tags().get("mlflow.note.content"))
                .startsWith("Reproduce with: `CUTMIX_AUGMENT_ALPHA=1 ./cutmix run ")
                .doesNotContain("secret");
    }

    @Test
    void the_runs_of_two_paths_are_shown_below_that_of_the_launcher() {
        // When
        MlflowRun parent = runs().parent().orElseThrow();
        // Then
        assertThat(runs().all()).extracting(MlflowRun::parent).containsOnly("r");
        assertThat(parent.name()).isEqualTo("r");
        assertThat(parent.parent()).isNull();
        assertThat(parent.parameters()).containsEntry("depth", "8").doesNotContainKeys("path", "alpha");
    }

    @Test
    void a_path_that_has_its_network_is_finished_whatever_became_of_the_others() throws Exception {
        // Given
        Files.createFile(out.resolve("plain.zip"));
        // When, Then
        assertThat(runs().status("plain", RunStatus.FAILED)).isEqualTo(RunStatus.FINISHED);
        assertThat(runs().status("cutmix", RunStatus.FAILED)).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void the_files_of_a_path_that_are_there_are_its_artifacts() throws Exception {
        // Given
        for (String name : List.of("summary.md", "preview.png", "cutmix.zip", "plain.zip", "confusion-plain.png")) {
            Files.createFile(out.resolve(name));
        }
        // When, Then
        assertThat(runs().artifacts("cutmix"))
                .containsExactly(out.resolve("summary.md"), out.resolve("preview.png"), out.resolve("cutmix.zip"));
        assertThat(runs().artifacts("plain"))
                .containsExactly(
                        out.resolve("summary.md"), out.resolve("confusion-plain.png"), out.resolve("plain.zip"));
    }

    @Test
    void an_epoch_belongs_to_the_run_whose_id_it_has_whenever_it_was_published() {
        // Given
        RunPlan plan = runs().reproduction().plan();
        LoggedRuns runs = new LoggedRuns(
                new ReproductionSteps(
                        new RunPlan("r", out, plan.data(), plan.training(), plan.processes(), "two"), Map.of()),
                1_000);
        EpochMetrics epoch = EpochMetrics.newBuilder(Epochs.metrics("r-plain", 1, 2))
                .setRunId("two")
                .build();
        // When, Then
        assertThat(runs.isOwn(EpochLog.of(epoch, 1).id())).isTrue();
        assertThat(runs.isOwn(
                        EpochLog.of(Epochs.metrics("r-plain", 1, 2), 2_000).id()))
                .isFalse();
        assertThat(runs.all()).extracting(MlflowRun::id).containsOnly("two");
    }

    private LoggedRuns runs() {
        RunPlan plan = new RunPlan(
                "r",
                out,
                RunPlans.data().testLimit(20).cache(Path.of("/cache")).build(),
                RunPlans.training().build(),
                RunPlans.processes().build());
        Map<String, String> environment =
                Map.of("CUTMIX_AUGMENT_ALPHA", "1", "KAFKA_SASL_JAAS_CONFIG", "password=\"secret\"");
        return new LoggedRuns(new ReproductionSteps(plan, environment), 5);
    }
}
