package cutmix.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.mlflow.Epochs;
import cutmix.launcher.mlflow.RunStatus;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import cutmix.launcher.plan.ReproductionSteps;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.plan.RunPlans;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
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

/** Runs that are logged to MLflow from the topic of metrics. */
class MlflowTopicIT {

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
        CommandResult first = CommandResult.of(
                "mlflow", mlflow.uri(), "--bootstrap-servers", broker.bootstrapServers(), "--no-follow");
        publish("a", Epochs.metrics("a", 2, 2));
        CommandResult second = CommandResult.of(
                "mlflow", mlflow.uri(), "--bootstrap-servers", broker.bootstrapServers(), "--no-follow");
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
        CommandResult tooEarly = CommandResult.of("mlflow", "http://localhost:1", "--from", folder + "/missing");
        assertThat(tooEarly.exitCode()).isEqualTo(1);
        assertThat(tooEarly.err()).startsWith("error: ").hasLineCount(1);
        mlflow.comeUp();
        broker.close();
        assertThat(CommandResult.of("mlflow", mlflow.uri(), "--from", backlog.toString())
                        .out())
                .isEqualTo("Everything is logged\n");
        assertThat(mlflow.run("r-plain").history("loss")).hasSize(1);
        assertThat(mlflow.run("r-plain").status()).isEqualTo("KILLED");
        assertThat(backlog).doesNotExist();
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
}
