package cutmix.peers.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.peers.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole run, logged to servers of both major versions. */
class MlflowServersIT {

    /** Enough epochs for the server to come back. */
    private static final int EPOCHS = 10;

    private static final List<Long> ALL =
            LongStream.rangeClosed(1, EPOCHS).boxed().toList();

    private static final Map<String, String> VARIABLES = Map.of(
            "MLFLOW_EXPERIMENT_NAME", "tried",
            "MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL", "1",
            "CUTMIX_AUGMENT_LABEL_SMOOTHING", "0.1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_run_is_whole_although_its_server_is_killed_meanwhile(MlflowInstallation version) throws Exception {
        // Given
        PythonEnvironment python = version.environment();
        long began = System.currentTimeMillis();
        try (MlflowProcess server = MlflowProcess.start(python, folder);
                Cutmix run = start(server)) {
            // When
            run.awaitSaid("Epoch 1/" + EPOCHS);
            server.kill();
            server.start();
            // Then
            assertThat(run.exitCode()).as(run.said()).isZero();
            assertThat(run.said()).doesNotContain("log the rest with");
            MlflowReader reader = new MlflowReader(server.uri());
            Map<String, LoggedRun> runs =
                    reader.runs("tried").stream().collect(Collectors.toMap(LoggedRun::name, logged -> logged));
            assertThat(runs.keySet()).containsExactlyInAnyOrder("r", "r-cutmix", "r-plain");
            assertThat(runs.values()).extracting(LoggedRun::status).containsOnly("FINISHED");
            for (String path : List.of("cutmix", "plain")) {
                assertTrained(reader, runs.get("r-" + path), path, began);
                assertThat(runs.get("r-" + path).tags())
                        .containsEntry("mlflow.parentRunId", runs.get("r").id());
            }
            assertThat(runs.get("r-cutmix").parameters())
                    .containsEntry("alpha", "0.25")
                    .containsEntry("probability", "1.0")
                    .containsEntry("label_smoothing", "0.1")
                    .containsEntry("unmixed_last_epochs", "0");
            assertThat(runs.get("r-plain").parameters()).doesNotContainKeys("alpha", "label_smoothing");
            assertWholeRun(reader, runs.get("r"));
            assertThat(reader.experiment("tried").path("tags"))
                    .anySatisfy(tag -> assertThat(tag.path("value").asText()).isEqualTo("custom_model_development"));
        }
    }

    private Cutmix start(MlflowProcess server) throws Exception {
        return Cutmix.start(
                folder,
                VARIABLES,
                "run",
                "--out",
                "out",
                "--run",
                "r",
                "--depth",
                "8",
                "--train-limit",
                "512",
                "--test-limit",
                "32",
                "--epochs",
                String.valueOf(EPOCHS),
                "--mlflow",
                server.uri(),
                "--mlflow-steps",
                "--mlflow-system-metrics");
    }

    private void assertTrained(MlflowReader reader, LoggedRun run, String path, long began) throws Exception {
        for (String metric : List.of("loss", "val_accuracy", "learning_rate")) {
            assertThat(reader.steps(run, metric)).as(metric).containsExactlyElementsOf(ALL);
        }
        List<Long> steps = reader.steps(run, "step/loss");
        // 512 images by 32 are 16 steps per epoch, the last of which are always reported.
        assertThat(steps).contains(16L, 32L, 160L).doesNotHaveDuplicates();
        assertThat(reader.steps(run, "system/system_memory_usage_megabytes"))
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(run.parameters())
                .containsEntry("path", path)
                .containsEntry("optimizer", "adam")
                .containsEntry("schedule", "constant")
                .containsEntry("initial_learning_rate", "0.001")
                .containsEntry("engine", "dl4j")
                .containsEntry("device", "cpu")
                .containsEntry("train_images", "512");
        assertThat(run.started()).isGreaterThan(began);
        assertThat(run.ended()).isGreaterThan(run.started());
        JsonNode train = run.inputs().get("sample-train");
        assertThat(train.at("/dataset/digest").asText())
                .isEqualTo(run.parameters().get("dataset_fingerprint").substring(0, 36));
        assertThat(train.at("/tags/0/value").asText()).isEqualTo("training");
        assertThat(run.inputs()).containsKey("sample-test");
        assertThat(reader.files(run)).contains("summary.md", "report.html", "curves.png", path + ".zip");
        assertThat(reader.file(run, path + ".zip"))
                .isEqualTo(Files.readAllBytes(folder.resolve("out/" + path + ".zip")));
    }

    private void assertWholeRun(MlflowReader reader, LoggedRun run) throws Exception {
        assertThat(run.parameters()).containsEntry("depth", "8").doesNotContainKey("path");
        assertThat(reader.steps(run, "cutmix/val_accuracy")).containsExactlyElementsOf(ALL);
        assertThat(reader.steps(run, "plain/val_accuracy")).containsExactlyElementsOf(ALL);
        assertThat(reader.file(run, "summary.md")).isEqualTo(Files.readAllBytes(folder.resolve("out/summary.md")));
        assertThat(new HashSet<>(reader.files(run))).contains("metrics.jsonl", "report.html");
        assertThat(run.tags())
                .containsEntry("mlflow.source.name", "./cutmix run")
                .containsEntry("mlflow.user", System.getProperty("user.name"));
    }
}
