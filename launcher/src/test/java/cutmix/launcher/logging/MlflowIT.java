package cutmix.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.Launcher;
import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.mlflow.Epochs;
import cutmix.launcher.mlflow.MlflowStandIn;
import cutmix.launcher.mlflow.RunStatus;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.plan.ReproductionSteps;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.plan.RunPlans;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MlflowIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String TOPIC = "training.metrics";
    private static final String RUN_ID = "the-run";

    private final List<String> said = new CopyOnWriteArrayList<>();
    private KafkaBroker broker;
    private MlflowStandIn mlflow;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"));
        mlflow = MlflowStandIn.start();
    }

    @AfterEach
    void stop() {
        mlflow.close();
        broker.close();
    }

    @Test
    void every_run_of_the_topic_is_logged_and_none_twice() throws Exception {
        // Given: two runs, and an invalid record
        createTopic();
        publish("a", Epochs.metrics("a", 1, 2));
        publish("b", Epochs.metrics("b", 1, 1));
        send("a", "no metrics");
        // When
        Outcome first =
                execute("mlflow", mlflow.uri(), "--bootstrap-servers", broker.bootstrapServers(), "--no-follow");
        publish("a", Epochs.metrics("a", 2, 2));
        Outcome second =
                execute("mlflow", mlflow.uri(), "--bootstrap-servers", broker.bootstrapServers(), "--no-follow");
        // Then
        assertThat(first.out())
                .containsOnlyOnce("warning: topic " + TOPIC + ", partition 0, offset 2: the record is skipped (")
                .endsWith("Everything is logged\n");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(mlflow.runs()).hasSize(2);
        assertThat(mlflow.run("a").history("val_accuracy"))
                .extracting(MlflowStandIn.Metric::value)
                .containsExactly(0.26, 0.27);
        assertThat(mlflow.run("a").metrics()).hasSize(2 * 9);
        assertThat(mlflow.runs()).extracting(MlflowStandIn.Run::status).containsOnly("FINISHED");
    }

    @Test
    void a_run_is_followed_from_before_its_topic_and_its_server_are_there() throws Exception {
        // Given: no topic, no server
        mlflow.goDown();
        try (RunLogging logging = startLogging()) {
            await().atMost(SOON).until(() -> said.size() == 1);
            assertThat(said.get(0)).contains("does not answer (connection refused)");
            createTopic();
            publish("r-plain", Epochs.metrics("r-plain", 1, 2));
            publish("r-plain", "another-run", Epochs.metrics("r-plain", 2, 2));
            publish("other", Epochs.metrics("other", 1, 2));
            // When
            mlflow.comeUp();
            await().atMost(SOON)
                    .until(() -> !mlflow.runs().isEmpty()
                            && !mlflow.run("r-plain").metrics().isEmpty());
            publish("r-plain", Epochs.metrics("r-plain", 2, 2));
            logging.conclude(RunStatus.FINISHED);
        }
        // Then
        assertThat(mlflow.runs()).hasSize(1);
        assertThat(mlflow.run("r-plain").history("loss"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(1L, 2L);
        assertThat(mlflow.run("r-plain").status()).isEqualTo("FINISHED");
        assertThat(mlflow.run("r-plain").params()).containsEntry("depth", "8");
        assertThat(folder.resolve("mlflow-backlog.json")).doesNotExist();
    }

    @Test
    void what_a_stopped_run_could_not_log_is_kept_and_logged_later_without_its_brokers() throws Exception {
        // Given
        mlflow.goDown();
        createTopic();
        RunLogging logging = startLogging();
        publish("r-plain", Epochs.metrics("r-plain", 1, 2));
        await().atMost(SOON).until(() -> said.size() == 1);
        // When
        logging.conclude(RunStatus.KILLED);
        logging.close();
        // Then
        Path backlog = folder.resolve("mlflow-backlog.json");
        assertThat(logging.unlogged().orElseThrow())
                .contains("r-plain", "connection refused", "./cutmix mlflow " + mlflow.uri() + " --from " + backlog);
        Outcome tooEarly = execute("mlflow", "http://localhost:1", "--from", folder + "/missing");
        assertThat(tooEarly.exitCode()).isEqualTo(1);
        assertThat(tooEarly.err()).startsWith("error: ").hasLineCount(1);
        mlflow.comeUp();
        broker.close();
        assertThat(execute("mlflow", mlflow.uri(), "--from", backlog.toString()).out())
                .isEqualTo("Everything is logged\n");
        assertThat(mlflow.run("r-plain").history("loss")).hasSize(1);
        assertThat(mlflow.run("r-plain").status()).isEqualTo("KILLED");
        assertThat(backlog).doesNotExist();
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
        Outcome outcome = execute("run", "--mlflow", "nonsense", "--out", folder + "/out");
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

    /** Logs a run on one path; the test publishes its epochs. */
    private RunLogging startLogging() {
        RunPlan plan = new RunPlan(
                "r",
                folder,
                RunPlans.data().build(),
                RunPlans.training().paths(List.of("plain")).build(),
                RunPlans.processes().build(),
                RUN_ID);
        return MlflowLogging.start(
                new MlflowTarget(MlflowServer.of(mlflow.uri(), Map.of()), "cutmix"),
                new LoggedRuns(new ReproductionSteps(plan, Map.of()), System.currentTimeMillis()),
                new Brokers(broker.bootstrapServers(), Map.of()),
                said::add);
    }

    private void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private void publish(String run, EpochMetrics metrics) throws Exception {
        publish(run, RUN_ID, metrics);
    }

    private void publish(String run, String id, EpochMetrics metrics) throws Exception {
        send(
                run,
                EpochMetricsJson.write(
                        EpochMetrics.newBuilder(metrics).setRunId(id).build()));
    }

    private void send(String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
        }
    }

    /** The result of a launcher command. */
    private record Outcome(int exitCode, String out, String err) {}

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Launcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        command.getErr().flush();
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
