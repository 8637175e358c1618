package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.launcher.machine.SystemMetrics;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The presentation of runs in MLflow: settings, datasets, parents, times, and values besides the epochs. */
class MlflowRunsTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "alpha", "0.25",
            "dataset", "pets",
            "dataset_fingerprint", "ab".repeat(32),
            "train_images", "100",
            "test_images", "20",
            "classes", "3",
            "image_height", "32",
            "image_width", "48",
            "image_channels", "3",
            "plain_topic", "images.train");

    private final List<String> said = new ArrayList<>();
    private MlflowStandIn mlflow;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        mlflow = MlflowStandIn.start();
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Test
    void the_settings_of_an_epoch_are_parameters_and_a_tag_says_where_they_change() throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(MlflowRun.builder()
                .name("r")
                .id("id")
                .started(5)
                .launched(true)
                .parameters(Map.of("dataset", "sample"))
                .requested(Map.of("alpha", "9"))
                .build());
        log.add(epoch("r", 1, 3, 100, SETTINGS));
        Map<String, String> changed = new HashMap<>(SETTINGS);
        changed.put("alpha", "1.0");
        log.add(epoch("r", 2, 3, 200, changed));
        log.add(epoch("r", 3, 3, 300, changed));
        // When
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of());
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").params())
                .containsEntry("alpha", "0.25")
                .containsEntry("dataset", "sample")
                .containsEntry("plain_topic", "images.train");
        assertThat(mlflow.run("r").tags())
                .containsEntry("cutmix.changed.alpha", "1.0 in epoch 3")
                .doesNotContainKey("cutmix.changed.dataset");
        assertThat(said).isEmpty();
    }

    @Test
    void what_was_asked_for_is_a_parameter_of_a_run_that_trained_nothing() throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(MlflowRun.builder()
                .name("r")
                .id("id")
                .started(5)
                .launched(true)
                .requested(Map.of("alpha", "-1"))
                .build());
        log.finish(Duration.ZERO);
        assertThat(mlflow.run("r").params()).isEmpty();
        // When
        log.conclude("r", RunStatus.FAILED, 1_000, List.of());
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").params()).isEqualTo(Map.of("alpha", "-1"));
        assertThat(mlflow.run("r").ended()).isEqualTo(1_000);
    }

    @Test
    void a_run_names_the_images_that_it_is_trained_and_evaluated_with() throws Exception {
        // Given
        MlflowLog log = log();
        log.add(epoch("r", 1, 1, 100, SETTINGS));
        // When
        log.finish(Duration.ZERO);
        // Then
        Map<String, JsonNode> inputs = mlflow.run("r").inputs();
        assertThat(inputs.keySet()).containsExactly("pets-train", "pets-test");
        JsonNode train = inputs.get("pets-train");
        assertThat(train.at("/dataset/digest").asText()).isEqualTo("ab".repeat(18));
        assertThat(train.at("/dataset/source_type").asText()).isEqualTo("code");
        assertThat(train.at("/dataset/source").asText()).contains("\"kafka.topic\":\"images.train\"");
        assertThat(train.at("/tags/0/key").asText()).isEqualTo("mlflow.data.context");
        assertThat(train.at("/tags/0/value").asText()).isEqualTo("training");
        JsonNode profile =
                new ObjectMapper().readTree(train.at("/dataset/profile").asText());
        assertThat(profile.path("num_rows").asInt()).isEqualTo(100);
        assertThat(profile.path("num_elements").asInt()).isEqualTo(100 * 32 * 48 * 3);
        assertThat(inputs.get("pets-test").at("/tags/0/value").asText()).isEqualTo("evaluation");
    }

    @Test
    void the_datasets_of_a_run_that_has_them_are_not_logged_again() throws Exception {
        // Given
        MlflowLog first = log();
        first.add(epoch("r", 1, 2, 100, SETTINGS));
        first.finish(Duration.ZERO);
        // When
        MlflowLog second = log();
        second.add(epoch("r", 1, 2, 100, SETTINGS));
        second.add(epoch("r", 2, 2, 200, SETTINGS));
        second.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.requests()).containsOnlyOnce("POST runs/log-inputs");
    }

    @Test
    void a_run_begins_and_ends_with_its_trainer_whenever_it_is_logged() throws Exception {
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
    void an_experiment_is_one_of_training_unless_somebody_has_said_otherwise() throws Exception {
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
    void the_training_on_each_path_is_shown_below_the_run_of_the_launcher() throws Exception {
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
    void runs_of_a_topic_that_were_started_together_are_shown_below_one() throws Exception {
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

    @Test
    void steps_are_logged_by_their_number_in_the_run_and_none_twice() throws Exception {
        // Given
        for (int again = 0; again < 2; again++) {
            MlflowLog log = log();
            log.add(step(1, 7));
            log.add(Epochs.log("r", "id", 1, 2, 100));
            log.add(step(2, 3));
            log.add(step(2, 2)); // The trainer has resumed from a checkpoint.
            log.add(step(2, 10));
            // When
            log.finish(Duration.ZERO);
        }
        // Then
        assertThat(mlflow.run("r").history("step/loss"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(7L, 13L, 20L);
        assertThat(mlflow.run("r").history("step/learning_rate")).hasSize(3);
    }

    @Test
    void the_machine_is_logged_for_each_run_that_goes_on() throws Exception {
        // Given
        long[] now = {0};
        SystemMetrics points = new SystemMetrics(() -> Map.of("cpu", 50.0), Duration.ofSeconds(10), () -> now[0]);
        MlflowLog log = log();
        log.begin(
                MlflowRun.builder().name("r").id("id").started(5).launched(true).build());
        // When: it is polled every four seconds
        for (int i = 0; i < 7; i++) {
            points.read(List.of("r"), log::add);
            now[0] += Duration.ofSeconds(4).toNanos();
        }
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").history("system/cpu"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(0L, 1L);
    }

    @Test
    void a_file_ends_what_a_killed_launcher_left_running() throws Exception {
        // Given: two runs, one of which had all its epochs, and a copy of the file at that moment
        Path network = Files.writeString(folder.resolve("a.zip"), "network");
        MlflowLog killed = log();
        killed.begin(
                MlflowRun.builder().name("a").id("id").started(5).launched(true).build());
        killed.begin(
                MlflowRun.builder().name("b").id("id").started(5).launched(true).build());
        killed.add(Epochs.log("a", "id", 1, 1, 100));
        killed.add(Epochs.log("b", "id", 1, 2, 150));
        killed.finish(Duration.ZERO);
        Path file = folder.resolve("backlog.json");
        BacklogFile kept = new BacklogFile(file, System::nanoTime);
        kept.keep(() -> killed.unfinished(run -> List.of(folder.resolve(run + ".zip"))));
        assertThat(mlflow.runs()).extracting(MlflowStandIn.Run::status).containsOnly("RUNNING");
        // When
        MlflowLog later = log();
        later.add(Backlog.read(file));
        later.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("a").status()).isEqualTo("FINISHED");
        assertThat(mlflow.run("a").ended()).isEqualTo(100);
        assertThat(mlflow.artifacts(mlflow.run("a")))
                .containsExactly(network.getFileName().toString());
        assertThat(mlflow.run("b").status()).isEqualTo("KILLED");
        assertThat(mlflow.run("b").ended()).isEqualTo(150);
        assertThat(mlflow.run("b").metrics()).hasSize(9);
    }

    private static EpochLog epoch(String run, int epoch, int epochs, long timestamp, Map<String, String> settings) {
        return EpochLog.of(
                EpochMetrics.newBuilder(Epochs.metrics(run, epoch, epochs))
                        .setRunId("id")
                        .setSettings(settings)
                        .build(),
                timestamp);
    }

    private static EpochLog named(String run, String path, String id, int epoch, long timestamp) {
        return EpochLog.of(
                EpochMetrics.newBuilder(Epochs.metrics(run, epoch, 1))
                        .setPath(path)
                        .setRunId(id)
                        .build(),
                timestamp);
    }

    private static StepLog step(int epoch, int step) {
        return StepLog.of(StepMetrics.newBuilder()
                .setRun("r")
                .setPath("cutmix")
                .setEpoch(epoch)
                .setEpochs(2)
                .setStep(step)
                .setSteps(10)
                .setSamples(100)
                .setLoss(1)
                .setAccuracy(0.5)
                .setSamplesPerSecond(40)
                .setDataWaitShare(0)
                .setLearningRate(0.001)
                .setTime(100)
                .setRunId("id")
                .build());
    }

    private MlflowLog log() {
        return new MlflowLog(MlflowServer.of(mlflow.uri(), Map.of()), "cutmix", said::add);
    }
}
