package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import cutmix.schemas.EpochMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The presentation of runs in MLflow: experiments, parents, and times. */
class MlflowRunsTest extends MlflowLogFixture {

    @Test
    void the_start_and_end_of_a_run_are_those_of_its_trainer() throws Exception {
        // Given: an epoch of a trainer that began long before
        MlflowLog log = log();
        log.add(EpochLog.of(
                EpochMetrics.newBuilder(Epochs.metrics("r", 1, 1))
                        .setStarted(40_000)
                        .build(),
                100_000));
        log.begin(
                MlflowRun.builder().name("l").id("id").started(5).launched(true).build());
        log.add(Epochs.log("l", "id", 1, 1, 70_000));
        log.conclude("l", RunStatus.FINISHED, 200_000, List.of());
        // When
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").started()).isEqualTo(40_000);
        assertThat(mlflow.run("r").ended()).isEqualTo(100_000);
        assertThat(mlflow.run("l").ended()).isEqualTo(70_000);
    }

    @Test
    void an_experiment_is_marked_as_training_unless_it_has_another_kind() throws Exception {
        // Given
        mlflow.makeExperiment("untagged");
        mlflow.makeExperiment("other");
        mlflow.experimentTags("other").put("mlflow.experimentKind", "genai_development");
        // When
        for (String name : List.of("new", "untagged", "other")) {
            MlflowLog log = new MlflowLog(MlflowServer.of(mlflow.uri(), Map.of()), name, said::add);
            log.add(Epochs.log("r", 1, 1, 100));
            log.finish(Duration.ZERO);
        }
        // Then
        for (String name : List.of("new", "untagged")) {
            assertThat(mlflow.experimentTags(name))
                    .isEqualTo(Map.of("mlflow.experimentKind", "custom_model_development"));
        }
        assertThat(mlflow.experimentTags("other")).containsValue("genai_development");
    }

    @Test
    void the_run_of_each_path_is_a_child_of_the_run_of_the_launcher() throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(
                MlflowRun.builder().name("r").id("id").started(5).launched(true).build());
        log.begin(MlflowRun.builder()
                .name("r-plain")
                .id("id")
                .started(6)
                .launched(true)
                .parent("r")
                .build());
        // When
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r-plain").tags())
                .containsEntry("mlflow.parentRunId", mlflow.run("r").id());
        assertThat(mlflow.run("r").tags()).doesNotContainKey("mlflow.parentRunId");
    }

    @Test
    void runs_of_a_topic_that_were_started_together_share_a_parent() throws Exception {
        // Given
        MlflowLog log = log();
        log.add(named("r-plain", "plain", "id", 1, 100));
        log.finish(Duration.ZERO);
        log.add(named("r-cutmix", "cutmix", "id", 1, 200));
        log.add(named("s-cutmix", "cutmix", "other", 1, 200));
        // When
        log.finish(Duration.ZERO);
        MlflowLog again = log();
        again.add(named("r-plain", "plain", "id", 1, 100));
        again.add(named("r-cutmix", "cutmix", "id", 1, 200));
        again.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.runs()).hasSize(4);
        MlflowStandIn.Run parent = mlflow.run("r");
        assertThat(parent.status()).isEqualTo("FINISHED");
        assertThat(parent.ended()).isEqualTo(200);
        for (String child : List.of("r-plain", "r-cutmix")) {
            assertThat(mlflow.run(child).tags()).containsEntry("mlflow.parentRunId", parent.id());
        }
        assertThat(mlflow.run("s-cutmix").tags()).doesNotContainKey("mlflow.parentRunId");
    }

    private static EpochLog named(String run, String path, String id, int epoch, long timestamp) {
        return EpochLog.of(
                EpochMetrics.newBuilder(Epochs.metrics(run, epoch, 1))
                        .setPath(path)
                        .setRunId(id)
                        .build(),
                timestamp);
    }
}
