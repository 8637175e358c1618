package cutmix.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code ./cutmix run} that are logged to MLflow. */
class MlflowIT {

    private static final Duration SOON = Duration.ofMinutes(1);

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
    void a_whole_run_is_logged_with_its_files() throws Exception {
        // When
        try (LaunchedProcess run = run("--train-limit", "128", "--test-limit", "32", "--epochs", "2")) {
            // Then
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).doesNotContain("warning: ");
        }
        for (String path : List.of("cutmix", "plain")) {
            MlflowStandIn.Run logged = mlflow.run("it-" + path);
            assertThat(logged.status()).isEqualTo("FINISHED");
            assertThat(logged.history("val_loss"))
                    .extracting(MlflowStandIn.Metric::step)
                    .containsExactly(1L, 2L);
            assertThat(logged.params())
                    .containsEntry("path", path)
                    .containsEntry("dataset", "sample")
                    .containsEntry("batch_size", "32")
                    .containsKey("version");
            assertThat(mlflow.artifacts(logged))
                    .contains("summary.md", "report.html", "curves.png", path + ".zip")
                    .doesNotHaveDuplicates();
        }
        assertThat(mlflow.artifacts(mlflow.run("it-cutmix"))).contains("preview.png");
    }

    @Test
    void a_run_that_is_stopped_is_killed_and_one_that_fails_has_failed() throws Exception {
        // Given
        try (LaunchedProcess run = run("--train-limit", "256", "--epochs", "50")) {
            await().atMost(SOON)
                    .until(() ->
                            run.out().contains("Epoch 1/50") && mlflow.runs().size() == 3);
            // When
            new ProcessBuilder("kill", "-INT", String.valueOf(run.handle().pid()))
                    .start()
                    .waitFor();
            // Then
            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.err()).isEmpty();
        }
        assertThat(mlflow.runs()).extracting(MlflowStandIn.Run::status).containsOnly("KILLED");
        assertThat(mlflow.runs()).hasSize(3);
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                Map.of("CUTMIX_AUGMENT_ALPHA", "-1"),
                "run",
                "--out",
                "failing",
                "--run",
                "failing",
                "--depth",
                "8",
                "--mlflow",
                mlflow.uri())) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("error: augment-1: ").hasLineCount(1);
            assertThat(run.out()).doesNotContain("warning: ");
        }
        assertThat(mlflow.run("failing-cutmix").status()).isEqualTo("FAILED");
        assertThat(mlflow.run("failing-cutmix").params()).containsEntry("alpha", "-1");
    }

    @Test
    void what_is_no_address_ends_a_run_before_it_begins() {
        // When
        CommandResult outcome = CommandResult.of("run", "--mlflow", "nonsense", "--out", folder + "/out");
        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("error: --mlflow 'nonsense' is not the address")
                .hasLineCount(1);
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    private LaunchedProcess run(String... more) throws Exception {
        List<String> arguments = new CopyOnWriteArrayList<>(
                List.of("run", "--out", "out", "--run", "it", "--depth", "8", "--mlflow", mlflow.uri()));
        arguments.addAll(List.of(more));
        return LaunchedProcess.start(folder, Map.of(), arguments.toArray(String[]::new));
    }
}
