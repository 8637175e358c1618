package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.mlflow.standin.MlflowStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of runs in MLflow: each epoch and the end are logged once. */
class MlflowLogTest extends MlflowLogFixture {

    @Test
    void a_run_is_created_at_once_and_gets_one_request_per_epoch_and_one_at_its_end() throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(RUN);
        log.attempt();
        assertThat(mlflow.run("r").status()).isEqualTo("RUNNING");
        assertThat(mlflow.run("r").params()).isEqualTo(Map.of("alpha", "0.25"));
        mlflow.requests().clear();
        // When
        log.add(Epochs.log("r", 1, 2, 100));
        log.add(Epochs.log("r", 2, 2, 200));
        log.attempt();
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md"), file("cutmix.zip")));
        // Then
        assertThat(log.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.requests()).containsExactly("POST runs/log-batch", "POST runs/log-batch", "POST runs/update");
        MlflowStandIn.Run run = mlflow.run("r");
        assertThat(run.status()).isEqualTo("FINISHED");
        assertThat(run.history("loss"))
                .containsExactly(
                        new MlflowStandIn.Metric("loss", 1.0, 100, 1), new MlflowStandIn.Metric("loss", 0.5, 200, 2));
        assertThat(run.metrics()).hasSize(2 * 9);
        assertThat(run.tags())
                .containsEntry("mlflow.runName", "r")
                .containsEntry("cutmix.path", "cutmix")
                .containsEntry("cutmix.first_epoch", "100");
        assertThat(mlflow.artifacts(run)).containsExactly("summary.md", "cutmix.zip");
        assertThat(said).isEmpty();
        assertThat(log.backlog().runs()).isEmpty();
    }

    @Test
    void reading_the_topic_again_logs_nothing_twice() throws Exception {
        // Given
        MlflowLog first = log();
        first.add(Epochs.log("r", 1, 3, 100));
        first.add(Epochs.log("r", 2, 3, 200));
        first.finish(Duration.ZERO);
        assertThat(mlflow.run("r").status()).isEqualTo("RUNNING");
        // When
        for (int again = 0; again < 2; again++) {
            MlflowLog log = log();
            log.add(Epochs.log("r", 1, 3, 100));
            log.add(Epochs.log("r", 2, 3, 200));
            log.add(Epochs.log("r", 3, 3, 300));
            log.finish(Duration.ZERO);
        }
        // Then
        MlflowStandIn.Run run = mlflow.run("r");
        assertThat(run.history("val_loss"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(1L, 2L, 3L);
        assertThat(run.metrics()).hasSize(3 * 9);
        assertThat(run.status()).isEqualTo("FINISHED");
        assertThat(run.ended()).isEqualTo(300);
        assertThat(run.params()).isEqualTo(Map.of("path", "cutmix", "recipe", "keras", "seed", "7", "epochs", "3"));
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void lost_answers_duplicate_nothing(int lost) throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(RUN);
        log.add(Epochs.log("r", 1, 2, 100));
        log.add(Epochs.log("r", 2, 2, 200));
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md")));
        mlflow.loseAnswers(lost);
        // When
        boolean finished = log.finish(Duration.ofSeconds(30));
        // Then
        assertThat(finished).isTrue();
        assertThat(mlflow.run("r").metrics()).hasSize(2 * 9);
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
        assertThat(mlflow.artifacts(mlflow.run("r"))).containsExactly("summary.md");
    }

    @Test
    void a_run_that_starts_again_is_a_new_run_and_ends_the_earlier_one() throws Exception {
        // Given
        MlflowLog log = log();
        // When
        log.add(Epochs.log("r", 1, 2, 100));
        log.add(Epochs.log("r", 1, 2, 200));
        log.add(Epochs.log("r", 2, 2, 300));
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.runs()).extracting(MlflowStandIn.Run::status).containsExactly("KILLED", "FINISHED");
        assertThat(mlflow.runs()).extracting(run -> run.history("loss").size()).containsExactly(1, 2);
    }

    @Test
    void runs_of_the_same_name_are_distinguished_by_their_ids() throws Exception {
        // Given: the second starts at epoch 2, after the first has ended with epoch 1
        MlflowLog log = log();
        log.add(Epochs.log("r", "one", 1, 2, 100));
        log.add(Epochs.log("r", "two", 1, 2, 200));
        log.add(Epochs.log("r", "two", 2, 2, 300));
        log.add(Epochs.log("r", "three", 3, 3, 400));
        log.finish(Duration.ZERO);
        // When
        MlflowLog again = log();
        again.add(Epochs.log("r", "two", 2, 2, 300));
        again.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.runs())
                .extracting(run -> run.tags().get("cutmix.run_id"))
                .containsExactly("one", "two", "three");
        assertThat(mlflow.runs()).extracting(run -> run.history("loss").size()).containsExactly(1, 2, 1);
        assertThat(mlflow.runs())
                .extracting(MlflowStandIn.Run::status)
                .containsExactly("KILLED", "FINISHED", "FINISHED");
    }

    @Test
    void a_failed_run_that_resumes_is_running_until_it_finishes() throws Exception {
        // Given
        MlflowLog first = log();
        first.begin(RUN);
        first.add(Epochs.log("r", 1, 3, 100));
        first.conclude("r", RunStatus.FAILED, 1_000, List.of());
        first.finish(Duration.ZERO);
        assertThat(mlflow.run("r").status()).isEqualTo("FAILED");
        // When
        MlflowLog second = log();
        second.add(Epochs.log("r", 1, 3, 100));
        second.add(Epochs.log("r", 2, 3, 200));
        second.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").status()).isEqualTo("RUNNING");
        second.add(Epochs.log("r", 3, 3, 300));
        second.finish(Duration.ZERO);
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
    }

    @Test
    void an_existing_parameter_of_a_run_is_not_changed() throws Exception {
        // Given
        MlflowLog first = log();
        first.add(Epochs.log("r", 1, 2, 100));
        first.finish(Duration.ZERO);
        // When: it is trained for longer than planned
        MlflowLog second = log();
        second.add(Epochs.log("r", 1, 4, 100));
        second.add(Epochs.log("r", 2, 4, 200));
        // Then
        assertThat(second.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.run("r").params()).containsEntry("epochs", "2");
        assertThat(mlflow.run("r").history("loss")).hasSize(2);
    }

    @Test
    void an_existing_experiment_is_used() throws Exception {
        // Given
        mlflow.makeExperiment("other");
        mlflow.makeExperiment("cutmix");
        // When
        MlflowLog log = log();
        log.add(Epochs.log("r", 1, 1, 100));
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").experiment()).isEqualTo("2");
    }
}
