package cutmix.launcher.command;

import static cutmix.launcher.results.PublishedEpochs.epoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.Launcher;
import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.support.BrokerExtension;
import cutmix.support.TopicChanges;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./cutmix results} for runs that were trained elsewhere. */
class ResultsIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path folder;

    @AfterEach
    void deleteTopic() throws Exception {
        try (Admin admin = BROKER.admin()) {
            if (admin.listTopics().names().get().contains("training.metrics")) {
                TopicChanges.delete(BROKER.bootstrapServers(), List.of("training.metrics"));
            }
        }
    }

    @Test
    void the_table_is_printed_when_both_runs_have_published_their_last_epoch() throws Exception {
        // Given: a topic that does not exist yet
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> results("--wait", "--epochs", "2", "--networks", folder.toString(), "--in-compose"));
        await().until(() -> out.toString().contains("The results follow when a-cutmix and a-plain have trained"));
        createTopic();
        publish(epoch("a-plain", "1", 1, 1), epoch("a-cutmix", "1", 1, 2), epoch("a-cutmix", "1", 2, 2));
        Files.createFile(folder.resolve("a-cutmix.zip"));

        // When
        assertThat(code).isNotDone();
        publish(epoch("a-plain", "1", 2, 2));
        await().until(() -> out.toString().contains("Network: " + folder.resolve("a-cutmix.zip")));
        Files.createFile(folder.resolve("a-plain.zip"));

        // Then
        await().atMost(Duration.ofMinutes(1)).until(code::isDone);
        assertThat(code.join()).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("With CutMix +75\\.00% +0\\.9000 +10\\.0 +0\\.0%"))
                .anyMatch(line -> line.matches("Without CutMix \\(plain images\\) +50\\.00% .*"))
                .contains("Network: " + folder.resolve("a-plain.zip"))
                .endsWith("Finished. The live page stays available until Ctrl-C or docker compose down")
                .anyMatch(line -> line.startsWith("Report: " + report("report.html")))
                .anyMatch(
                        line -> line.matches("Copy them to ./results: docker cp \\S+:" + folder + "/\\. \\./results"));
        assertThat(Files.readString(report("report.html")))
                .contains("With CutMix <strong>75.00%</strong>", "<dt>alpha</dt><dd>0.25</dd>", "../a-cutmix.zip")
                .doesNotContain("Reproduce with");
        assertThat(Files.readAllLines(report("metrics.jsonl"))).hasSize(4);
    }

    @Test
    void records_that_cannot_be_read_are_named_and_the_others_are_compared() throws Exception {
        // Given
        createTopic();
        send("a-plain", "noise");
        send(null, "no key");
        send("a-cutmix", null);
        send("another", "noise");
        publish(epoch("a-plain", "1", 1, 1), epoch("a-cutmix", "1", 1, 1));
        // Then
        assertThat(results()).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("warning: topic ")))
                .containsExactly(
                        "warning: topic training.metrics, partition 0, offset 0: the record is skipped (not an"
                                + " EpochMetrics: noise)",
                        "warning: topic training.metrics, partition 0, offset 1: the record is skipped (not an"
                                + " EpochMetrics: no key)",
                        "warning: topic training.metrics, partition 0, offset 2: the record is skipped (no value)");
        assertThat(Files.readAllLines(report("metrics.jsonl"))).hasSize(2);
    }

    @Test
    void a_run_without_epochs_is_named() throws Exception {
        // Given
        createTopic();
        publish(epoch("a-plain", "1", 1, 1));
        // Then
        assertThat(results()).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("error: topic training.metrics at " + BROKER.bootstrapServers()
                        + " has no epoch of run a-cutmix: name other --runs, or wait for them with --wait");
    }

    @Test
    void brokers_that_do_not_answer_are_told_of_and_given_up() throws Exception {
        // Given
        String nobody = "localhost:" + KafkaBroker.freePort();
        // When
        try (LaunchedProcess results = LaunchedProcess.start(
                folder,
                Map.of("CUTMIX_START_TIMEOUT", "6s"),
                "results",
                "--bootstrap-servers",
                nobody,
                "--runs",
                "a,b",
                "--wait")) {
            // Then
            assertThat(results.exitCode()).isEqualTo(1);
            assertThat(results.out()).contains("Waiting for Kafka at " + nobody + ", which does not answer yet");
            assertThat(results.err())
                    .isEqualTo("error: Kafka at " + nobody
                            + " did not answer within 6 s: start it, or set KAFKA_BOOTSTRAP_SERVERS\n");
        }
    }

    @Test
    void a_topic_that_nobody_creates_is_told_of_and_given_up() throws Exception {
        try (LaunchedProcess results = LaunchedProcess.start(
                folder,
                Map.of("CUTMIX_START_TIMEOUT", "4s"),
                "results",
                "--bootstrap-servers",
                BROKER.bootstrapServers(),
                "--runs",
                "a,b",
                "--wait")) {
            assertThat(results.exitCode()).isEqualTo(1);
            assertThat(results.out())
                    .contains("Waiting for topic training.metrics, which does not exist yet: the loader creates it");
            assertThat(results.err())
                    .isEqualTo("error: topic training.metrics at " + BROKER.bootstrapServers()
                            + " does not exist: start the loader, or run ./cutmix topics create\n");
        }
    }

    @Test
    void without_wait_a_missing_topic_is_named_at_once() {
        assertThat(results()).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("error: topic training.metrics at " + BROKER.bootstrapServers()
                        + " does not exist: start the loader, or run ./cutmix topics create");
    }

    @Test
    void a_setting_that_clients_refuse_is_named() throws Exception {
        try (LaunchedProcess results = LaunchedProcess.start(
                folder,
                Map.of("KAFKA_SESSION_TIMEOUT_MS", "abc"),
                "results",
                "--bootstrap-servers",
                BROKER.bootstrapServers(),
                "--runs",
                "a,b")) {
            assertThat(results.exitCode()).isEqualTo(2);
            assertThat(results.err())
                    .startsWith("error: KAFKA_SESSION_TIMEOUT_MS is refused by Kafka's clients: ")
                    .hasLineCount(1);
        }
    }

    private Path report(String file) {
        return folder.resolve("report").resolve(file);
    }

    private int results(String... options) {
        CommandLine command =
                Launcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of(
                "results",
                "--bootstrap-servers",
                BROKER.bootstrapServers(),
                "--runs",
                "a-cutmix,a-plain",
                "--out",
                folder.resolve("report").toString()));
        arguments.addAll(List.of(options));
        return command.execute(arguments.toArray(String[]::new));
    }

    private void createTopic() throws Exception {
        try (Admin admin = BROKER.admin()) {
            admin.createTopics(List.of(new NewTopic("training.metrics", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void publish(PublishedEpoch... epochs) throws Exception {
        for (PublishedEpoch epoch : epochs) {
            send(epoch.metrics().getRun(), EpochMetricsJson.write(epoch.metrics()));
        }
    }

    private void send(String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("training.metrics", key, value)).get();
        }
    }
}
