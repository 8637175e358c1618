package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.broker.KafkaBroker;
import cutmix.schemas.SamplePosition;
import cutmix.trainer.dl4j.Dl4jEngine;
import cutmix.trainer.engine.NetworkInput;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built service against a real broker, as processes. */
class TrainerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final NetworkInput INPUT = new NetworkInput(8, 8, 3, 3);

    private static final Path METERS_OF_THE_DASHBOARD = Path.of("../deploy/grafana/meters/trainer-service.txt");

    @TempDir
    static Path folder;

    private static KafkaBroker broker;

    /** Three runs of two epochs: one from mixed images, the same again, and one from plain images. */
    private static final Map<String, TrainerProcess> RUNS = new HashMap<>();

    @BeforeAll
    static void train_three_times() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"));
        new LoadedTopics(broker.bootstrapServers(), "").write();
        new LoadedTopics(broker.bootstrapServers(), "gap.").writeMixedWithout(new SamplePosition(1, 9));
        for (String run : List.of("mixed", "again", "plain")) {
            RUNS.put(
                    run,
                    start(
                            "train",
                            "--path",
                            run.equals("plain") ? "plain" : "cutmix",
                            "--depth",
                            "8",
                            "--epochs",
                            "2",
                            "--run",
                            run));
        }
        for (TrainerProcess run : RUNS.values()) {
            assertThat(run.exitCode()).as(() -> String.join("\n", run.err())).isZero();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (TrainerProcess run : RUNS.values()) {
            run.close();
        }
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "plain"})
    void each_epoch_is_published_once_as_plain_json(String run) throws Exception {
        List<JsonNode> records = MetricsLog.of(broker.bootstrapServers(), run);

        assertThat(records).hasSize(2);
        for (int epoch = 1; epoch <= 2; epoch++) {
            JsonNode metrics = records.get(epoch - 1);
            assertThat(metrics.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "run",
                            "path",
                            "recipe",
                            "seed",
                            "epoch",
                            "epochs",
                            "samples",
                            "loss",
                            "accuracy",
                            "val_loss",
                            "val_accuracy",
                            "seconds",
                            "samples_per_second",
                            "data_wait_share",
                            "learning_rate");
            assertThat(metrics.get("run").textValue()).isEqualTo(run);
            assertThat(metrics.get("path").textValue()).isEqualTo(run.equals("plain") ? "plain" : "cutmix");
            assertThat(metrics.get("recipe").textValue()).isEqualTo("keras");
            assertThat(metrics.get("seed").intValue()).isEqualTo(42);
            assertThat(metrics.get("epoch").intValue()).isEqualTo(epoch);
            assertThat(metrics.get("epochs").intValue()).isEqualTo(2);
            assertThat(metrics.get("samples").intValue()).isEqualTo(LoadedTopics.TRAIN_SIZE);
            assertThat(metrics.get("loss").doubleValue()).isPositive();
            assertThat(metrics.get("accuracy").doubleValue()).isBetween(0.0, 1.0);
            assertThat(metrics.get("val_loss").doubleValue()).isPositive();
            assertThat(metrics.get("val_accuracy").doubleValue() * 20).isBetween(0.0, 20.0);
            assertThat(metrics.get("seconds").doubleValue()).isPositive();
            assertThat(metrics.get("samples_per_second").doubleValue()).isPositive();
            assertThat(metrics.get("data_wait_share").doubleValue()).isBetween(0.0, 1.0);
            assertThat(metrics.get("learning_rate").doubleValue()).isEqualTo(1e-3);
        }
        assertThat(records.get(1).get("loss").doubleValue())
                .isLessThan(records.get(0).get("loss").doubleValue());
    }

    @Test
    void the_user_sees_the_device_each_epoch_and_the_result() throws Exception {
        double accuracy = valAccuracy("mixed");

        assertThat(RUNS.get("mixed").out())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("Deeplearning4j on ND4J CPU, threads: 1, oneDNN helpers in 16 of 16 layers"),
                        line -> assertThat(line).startsWith("Epoch 1/2 - 3/3 [=============================="),
                        line -> assertThat(line).startsWith("Epoch 2/2 - 3/3 [=============================="),
                        line -> assertThat(line)
                                .isEqualTo(String.format(
                                        Locale.ROOT,
                                        "Test accuracy of mixed: %.2f%%. Model: mixed.zip",
                                        100 * accuracy)));
        assertThat(RUNS.get("mixed").err()).isEmpty();
    }

    @Test
    void equal_seeds_end_with_equal_weights_whatever_was_redelivered() {
        assertThat(weights("mixed")).isEqualTo(weights("again")).isNotEqualTo(weights("plain"));
    }

    @Test
    void evaluate_finds_the_accuracy_that_training_ended_with() throws Exception {
        try (TrainerProcess evaluate = start("evaluate", "--model", "mixed.zip")) {
            assertThat(evaluate.exitCode()).isZero();
            assertThat(evaluate.out())
                    .last()
                    .asString()
                    .startsWith(String.format(
                            Locale.ROOT,
                            "mixed.zip on 20 test images of colours: val_accuracy: %.4f - val_loss: ",
                            valAccuracy("mixed")));
        }
    }

    @Test
    void tail_prints_a_row_for_each_record() throws Exception {
        try (TrainerProcess tail = start("tail", "--no-follow")) {
            assertThat(tail.exitCode()).isZero();
            assertThat(tail.out()).first().isEqualTo(MetricsTable.HEADER);
            assertThat(tail.out())
                    .filteredOn(line -> line.startsWith("plain "))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith(String.format("%-28s %-7s %7s ", "plain", "plain", "1/2"));
        }
    }

    @Test
    void a_missing_sample_ends_the_run_and_is_named() throws Exception {
        try (TrainerProcess train =
                start(Map.of("CUTMIX_TOPIC_PREFIX", "gap."), "train", "--depth", "8", "--run", "gap")) {
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(onlyError(train))
                    .isEqualTo("error: topic gap.images.cutmix, partition 1, offset 2 holds epoch 1, position 13, but "
                            + "epoch 1, position 9 is missing before it: delete the topic and load again");
            assertThat(folder.resolve("gap.zip")).doesNotExist();
        }
    }

    @Test
    void mistakes_are_said_in_one_line() throws Exception {
        // Given
        Map<List<String>, String> mistakes = Map.of(
                List.of("train", "--depth", "21"), "error: --depth 21 is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110",
                List.of("train", "--path", "foo"), "error: --path foo is unknown: choose cutmix or plain",
                List.of("train", "--recipe", "foo"), "error: --recipe foo is unknown: choose ",
                List.of("train", "--batch-size", "many"), "error: Invalid value for option '--batch-size'",
                List.of("train", "--epochs", "99"), "error: --epochs 99 is more than the 50 that the loader writes",
                List.of("evaluate", "--model", "none.zip"), "error: none.zip is not a network that train has written");
        for (Map.Entry<List<String>, String> mistake : mistakes.entrySet()) {

            // When
            try (TrainerProcess trainer = start(mistake.getKey().toArray(String[]::new))) {

                // Then
                assertThat(trainer.exitCode()).isNotZero();
                assertThat(onlyError(trainer)).startsWith(mistake.getValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "tail"})
    void a_broker_that_does_not_answer_is_said_in_one_line(String command) throws Exception {
        // Given
        String nobody = "localhost:" + KafkaBroker.freePort();
        Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", nobody, "CUTMIX_BROKER_TIMEOUT", "1s");

        // When
        try (TrainerProcess trainer = start(environment, command)) {

            // Then
            assertThat(trainer.exitCode()).isEqualTo(1);
            assertThat(onlyError(trainer))
                    .isEqualTo("error: Kafka at " + nobody + " did not answer within 1 s: start it, or set "
                            + "KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "tail"})
    void a_broker_without_an_address_is_said_in_one_line(String command) throws Exception {
        try (TrainerProcess trainer = start(Map.of("KAFKA_BOOTSTRAP_SERVERS", "nobody.invalid:9092"), command)) {
            assertThat(trainer.exitCode()).isEqualTo(1);
            assertThat(onlyError(trainer))
                    .startsWith("error: Kafka at nobody.invalid:9092 cannot be used: ")
                    .endsWith("; set KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @Test
    void health_and_meters_follow_the_training() throws Exception {
        // Given
        Endpoints endpoints = new Endpoints(KafkaBroker.freePort());
        Map<String, String> environment =
                Map.of("CUTMIX_TOPIC_PREFIX", "ops.", "QUARKUS_HTTP_PORT", "" + endpoints.port());
        try (TrainerProcess train = start(environment, "train", "--depth", "8", "--batch-size", "4", "--run", "ops")) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> endpoints.status("health/live") == 200);
            assertThat(endpoints.status("health/started")).isEqualTo(200);
            assertThat(endpoints.status("health/ready")).isEqualTo(503);

            // When
            new LoadedTopics(broker.bootstrapServers(), "ops.").write();

            // Then
            await().atMost(PATIENCE).until(() -> endpoints.status("health/ready") == 200);
            assertThat(endpoints.meters()).containsAll(Files.readAllLines(METERS_OF_THE_DASHBOARD));
            await().atMost(PATIENCE).until(() -> endpoints.meter("cutmix_epoch") > 1);
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(endpoints.meter("cutmix_samples_trained_total")).isGreaterThanOrEqualTo(LoadedTopics.TRAIN_SIZE);
            assertThat(endpoints.meter("cutmix_position")).isBetween(0.0, (double) LoadedTopics.TRAIN_SIZE);
            assertThat(endpoints.meter("cutmix_loss")).isPositive();
            assertThat(endpoints.meter("cutmix_accuracy")).isBetween(0.0, 1.0);
            assertThat(endpoints.meter("cutmix_val_loss")).isPositive();
            assertThat(endpoints.meter("cutmix_val_accuracy")).isBetween(0.0, 1.0);
            assertThat(endpoints.meter("cutmix_data_wait_share")).isBetween(0.0, 1.0);
            assertThat(endpoints.meter("cutmix_batches_ahead")).isBetween(0.0, 4.0);
            assertThat(train.err()).isEmpty();
        }
    }

    @Test
    void a_port_that_is_in_use_hinders_training_alone() throws Exception {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> taken = Map.of("QUARKUS_HTTP_PORT", "" + other.getLocalPort());

            // When
            try (TrainerProcess train = start(taken, "train");
                    TrainerProcess tail = start(taken, "tail", "--no-follow");
                    TrainerProcess help = start(taken, "train", "--help")) {

                // Then
                assertThat(train.exitCode()).isEqualTo(1);
                assertThat(onlyError(train))
                        .isEqualTo("error: port " + other.getLocalPort() + " is in use: set QUARKUS_HTTP_PORT to "
                                + "another one, or to 0 for any that is free");
                assertThat(tail.exitCode()).isZero();
                assertThat(help.exitCode()).isZero();
            }
        }
    }

    @Test
    void told_to_end_it_ends_and_leaves_no_model() throws Exception {
        // Given
        try (TrainerProcess train = start("train", "--depth", "8", "--batch-size", "4", "--run", "stopped")) {
            await().atMost(PATIENCE).until(() -> !MetricsLog.of(broker.bootstrapServers(), "stopped")
                    .isEmpty());

            // When
            train.terminate();

            // Then
            assertThat(train.endsWithin(10)).isTrue();
            assertThat(MetricsLog.of(broker.bootstrapServers(), "stopped")).hasSizeLessThan(LoadedTopics.EPOCHS);
            assertThat(folder).isDirectoryNotContaining("glob:**/stopped*.zip");
            assertThat(train.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void told_to_end_while_it_waits_for_data_it_ends() throws Exception {
        // Given: a plain topic that is empty
        Map<String, String> environment = Map.of("CUTMIX_TOPIC_PREFIX", "gap.");
        try (TrainerProcess train = start(environment, "train", "--path", "plain", "--depth", "8")) {
            await().atMost(PATIENCE).until(() -> !train.out().isEmpty());

            // When
            train.terminate();

            // Then
            assertThat(train.endsWithin(10)).isTrue();
            assertThat(train.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    private static TrainerProcess start(String... arguments) throws Exception {
        return start(Map.of(), arguments);
    }

    private static TrainerProcess start(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()));
        all.putAll(environment);
        return TrainerProcess.start(folder, all, arguments);
    }

    private static double valAccuracy(String run) throws Exception {
        return MetricsLog.of(broker.bootstrapServers(), run)
                .get(1)
                .get("val_accuracy")
                .doubleValue();
    }

    private static float[] weights(String run) {
        try (Dl4jEngine engine = Dl4jEngine.restore(folder.resolve(run + ".zip"), INPUT)) {
            return engine.weights();
        }
    }

    /** The one line that says what is wrong; there is no other, and no stack trace. */
    private static String onlyError(TrainerProcess trainer) {
        List<String> lines = new ArrayList<>(trainer.out());
        lines.addAll(trainer.err());
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
        assertThat(lines).filteredOn(line -> line.startsWith("error: ")).hasSize(1);
        return trainer.err().stream()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .orElseThrow();
    }
}
