package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.launcher.fixture.LaunchedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL of the launcher, which then cannot stop its child processes. */
class KilledLauncherIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void in_the_midst_of_training_every_process_ends_and_the_next_run_removes_the_data() throws Exception {
        // Given
        try (LaunchedProcess run = run("killed")) {
            await().atMost(PATIENCE).until(() -> run.out().contains("cutmix     | Epoch 2/50"));
            List<ProcessHandle> children = run.handle().descendants().toList();
            // broker, worker, two trainers; the loader may have finished
            assertThat(children).hasSizeGreaterThanOrEqualTo(4);

            // When
            kill(run);

            // Then
            await().atMost(SOON).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertThat(folder.resolve("killed")).isDirectoryContaining("glob:**-cutmix.checkpoints");
        assertThat(folder.resolve("killed")).isDirectoryContaining("glob:**-plain.checkpoints");
        assertThat(folder.resolve("killed/kafka/data")).exists();

        Path none = Files.createDirectory(folder.resolve("none"));
        try (LaunchedProcess next =
                LaunchedProcess.start(folder, Map.of(), "run", "--out", "next", "--dataset", none.toString())) {
            assertThat(next.exitCode()).isEqualTo(2);
            assertThat(next.out()).contains("Removed the broker's data that a killed run left in ");
            assertThat(folder.resolve("killed/kafka/data")).doesNotExist();
            assertThat(folder.resolve("killed/kafka/broker.log")).exists();
        }
    }

    /** The first of these files exists while the broker starts, the second while the services do. */
    @ParameterizedTest
    @ValueSource(strings = {"killed/kafka/server.properties", "killed/logs/loader.log", "killed/logs/plain.log"})
    void while_processes_start_every_process_ends(String sign) throws Exception {
        // Given
        try (LaunchedProcess run = run("killed")) {
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> folder.resolve(sign).toFile().exists());
            List<ProcessHandle> children = run.handle().descendants().toList();

            // When
            kill(run);

            // Then
            await().atMost(SOON).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(ProcessHandle.allProcesses())
                    .filteredOn(
                            process -> process.info().commandLine().orElse("").contains(folder.toString()))
                    .isEmpty();
        }
    }

    @Test
    void of_a_command_that_follows_a_topic_ends_its_service() throws Exception {
        try (LaunchedProcess run = run("run")) {
            // Given
            await().atMost(PATIENCE).until(() -> run.out().contains("Kafka at localhost:"));
            String brokers = run.out().replaceFirst("(?s).*Kafka at (localhost:\\d+),.*", "$1");
            try (LaunchedProcess tail =
                    LaunchedProcess.start(folder, Map.of(), "tail", "--bootstrap-servers", brokers)) {
                await().atMost(PATIENCE).until(() -> tail.out().contains("val_acc"));
                List<ProcessHandle> children = tail.handle().descendants().toList();
                assertThat(children).isNotEmpty();

                // When
                kill(tail);

                // Then
                await().atMost(SOON).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            }
        }
    }

    private LaunchedProcess run(String out) throws Exception {
        return LaunchedProcess.start(
                folder,
                Map.of(),
                "run",
                "--out",
                folder.resolve(out).toString(),
                "--epochs",
                "50",
                "--train-limit",
                "256",
                "--test-limit",
                "32",
                "--depth",
                "8");
    }

    private static void kill(LaunchedProcess launcher) {
        launcher.handle().destroyForcibly();
        launcher.handle().onExit().join();
    }
}
