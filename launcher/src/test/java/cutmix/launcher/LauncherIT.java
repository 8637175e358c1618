package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
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

class LauncherIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_signal_stops_every_process(String signal) throws Exception {
        // Given: a run during training
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                Map.of(),
                "run",
                "--out",
                "out",
                "--epochs",
                "50",
                "--train-limit",
                "256",
                "--test-limit",
                "32",
                "--depth",
                "8")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> run.out().contains("cutmix     | Epoch 1/50"));
            List<ProcessHandle> children = run.handle().descendants().toList();
            // broker, worker, two trainers; the loader may have finished
            assertThat(children).hasSizeGreaterThanOrEqualTo(4);

            // When
            new ProcessBuilder("kill", "-" + signal, String.valueOf(run.handle().pid()))
                    .start()
                    .waitFor();

            // Then
            assertThat(run.exitCode()).isEqualTo(signal.equals("INT") ? 130 : 143);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(run.err()).isEmpty();
            assertThat(folder.resolve("out/cutmix.zip")).doesNotExist();
            assertThat(folder.resolve("out/kafka/data")).doesNotExist();
        }
    }

    @Test
    void a_service_that_fails_ends_the_run_in_its_own_words() throws Exception {
        try (LaunchedProcess run = LaunchedProcess.start(
                folder, Map.of("CUTMIX_AUGMENT_ALPHA", "-1"), "run", "--out", "out", "--depth", "8")) {

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: augment-1: ")
                    .contains("alpha");
            assertThat(run.err()).contains("out/logs/augment-1.log");
            assertThat(run.handle().descendants()).isEmpty();
        }
    }

    @Test
    void a_setting_that_clients_refuse_starts_nothing() throws Exception {
        try (LaunchedProcess run =
                LaunchedProcess.start(folder, Map.of("KAFKA_GROUP_PROTOCOL", "bogus"), "run", "--out", "out")) {

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("error: KAFKA_GROUP_PROTOCOL is refused by Kafka's clients: ")
                    .hasLineCount(1);
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void a_replication_factor_out_of_range_starts_nothing() throws Exception {
        try (LaunchedProcess run =
                LaunchedProcess.start(folder, Map.of("CUTMIX_LOADER_REPLICATION_FACTOR", "0"), "run", "--out", "out")) {

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("error: CUTMIX_LOADER_REPLICATION_FACTOR '0' is not a whole number from 1 to 32767\n");
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void a_setting_that_a_service_refuses_ends_the_run_with_its_code() throws Exception {
        try (LaunchedProcess run = LaunchedProcess.start(
                folder, Map.of("CUTMIX_LOADER_SESSION_TIMEOUT", "0s"), "run", "--out", "out", "--depth", "8")) {

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("error: loader: ").hasLineCount(1);
        }
    }

    @Test
    void a_training_that_diverges_ends_the_run_with_the_trainers_line() throws Exception {
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                Map.of(),
                "run",
                "--out",
                "out",
                "--recipe",
                "strong",
                "--depth",
                "8",
                "--batch-size",
                "20000",
                "--paths",
                "plain")) {

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: plain: ")
                    .contains(": training has diverged")
                    .contains(": use a smaller --batch-size");
            assertThat(folder.resolve("out/plain.zip")).doesNotExist();
            assertThat(run.handle().descendants()).isEmpty();
        }
    }

    @Test
    void brokers_that_do_not_answer_end_the_run_with_one_line() throws Exception {
        // Given
        String nobody = "localhost:" + KafkaBroker.freePort();

        // When
        try (LaunchedProcess run =
                LaunchedProcess.start(folder, Map.of(), "run", "--out", "out", "--bootstrap-servers", nobody)) {

            // Then
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: ")
                    .contains(nobody);
        }
    }

    @Test
    void a_full_disk_under_the_broker_ends_the_run_with_a_line_that_names_it() throws Exception {
        // Given: a separate file system, which needs a separate namespace
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String mount = "mount -t tmpfs -o size=12m tmpfs '" + disk + "'";
        try (LaunchedProcess attempt =
                LaunchedProcess.shell(folder, Map.of(), "unshare --map-root-user --mount sh -c \"" + mount + "\"")) {
            assumeThat(attempt.exitCode()).as(attempt.err()).isZero();
        }

        // When
        String command =
                "'" + HOME.resolve("cutmix") + "' run --out '" + disk.resolve("out") + "' --paths plain --depth 8";
        try (LaunchedProcess run = LaunchedProcess.shell(
                folder,
                Map.of(),
                "exec unshare --map-root-user --mount sh -c \"" + mount + " && exec " + command + "\"")) {

            // Then
            assertThat(run.exitCode()).isEqualTo(1);
            Path kafka = disk.resolve("out/kafka");
            assertThat(run.err().lines())
                    .containsExactly("error: the Kafka broker has ended: the disk of " + kafka
                            + " is full: free some space there, or use another disk; its log is "
                            + kafka.resolve("broker.log"));
            assertThat(run.out()).contains("The Kafka broker has ended; stopping the other processes");
        }
    }

    @Test
    void the_loader_of_a_killed_broker_delivers_nothing_later() throws Exception {
        // Given: a loader that waits for the trainer
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                Map.of(),
                "run",
                "--out",
                "out",
                "--paths",
                "plain",
                "--depth",
                "8",
                "--train-limit",
                "256",
                "--epochs",
                "50",
                "--max-epochs-ahead",
                "1")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> run.out().contains("Epoch 1/50"));
            ProcessHandle loader = child(run, "loader-service");

            // When
            child(run, "FormattingKafkaServer").destroyForcibly();

            // Then
            await().atMost(Duration.ofSeconds(5)).until(() -> !loader.isAlive());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("error: the Kafka broker has ended: it was killed")
                    .hasLineCount(1);
        }
    }

    private static ProcessHandle child(LaunchedProcess run, String word) {
        return run.handle()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_folder_with_an_earlier_run_is_left_alone() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/metrics.jsonl"), "{}");

        // When
        try (LaunchedProcess run = LaunchedProcess.start(folder, Map.of(), "run", "--out", "out")) {

            // Then
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).isEqualTo("error: out holds an earlier run: choose another --out\n");
            assertThat(folder.resolve("out/metrics.jsonl")).hasContent("{}");
        }
    }
}
