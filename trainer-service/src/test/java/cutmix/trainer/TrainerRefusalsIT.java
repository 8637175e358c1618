package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks inputs that the built service rejects with one error line. */
class TrainerRefusalsIT extends RunningBroker {

    @Test
    void a_missing_sample_ends_the_run_and_is_named() throws Exception {
        try (TrainerProcess train =
                start(Map.of("CUTMIX_TOPIC_PREFIX", "gap."), "train", "--depth", "8", "--run", "gap")) {
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .isEqualTo(
                            "error: topic gap.images.cutmix, partition 1, offset 2: epoch 1, position 9 cannot be read"
                                    + " (it holds epoch 1, position 13, but epoch 1, position 9 is missing before it); the record"
                                    + " is kept in topic gap.dead.letters: delete the topics and load again, or train without it"
                                    + " by --skip-bad");
            assertThat(folder.resolve("gap.zip")).doesNotExist();
        }
    }

    @Test
    void missing_samples_are_no_bad_records_that_could_be_skipped() throws Exception {
        try (TrainerProcess train = start(
                Map.of("CUTMIX_TOPIC_PREFIX", "gap."), "train", "--depth", "8", "--run", "gap-skip", "--skip-bad")) {
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .isEqualTo(
                            "error: topic gap.images.cutmix, partition 1, offset 3: samples before epoch 1, position 13"
                                    + " are missing; delete the topic and load again");
        }
    }

    @Test
    void mistakes_are_said_in_one_line() throws Exception {
        // Given
        Map<List<String>, String> mistakes = new HashMap<>(Map.of(
                List.of("train", "--epochs", "0"), "error: --epochs '0' is not a whole number from 1 to 1000000",
                List.of("train", "--batch-size", "0"), "error: --batch-size '0' is not a whole number from 1 to 65536",
                List.of("train", "--checkpoint-seconds", "-1"),
                        "error: --checkpoint-seconds '-1' is not a whole number from 0 to",
                List.of("train", "--run", "a,b"), "error: --run 'a,b' is not a run name",
                List.of("train", "--depth", "21"), "error: --depth 21 is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110",
                List.of("train", "--path", "foo"), "error: --path foo is unknown: choose cutmix or plain",
                List.of("train", "--recipe", "foo"), "error: --recipe foo is unknown: choose ",
                List.of("train", "--batch-size", "many"),
                        "error: --batch-size 'many' is not a whole number from 1 to 65536",
                List.of("train", "--epochs", "99"),
                        "error: --epochs 99 is more than the 50 epochs that topic dataset.info",
                List.of("evaluate", "--model", "none.zip"),
                        "error: none.zip cannot be read (it does not exist): check the path"));
        mistakes.put(
                List.of("train", "--epochs", "2147483647"),
                "error: --epochs '2147483647' is not a whole number from 1");
        mistakes.put(
                List.of("train", "--depth", "2000000"),
                "error: --depth '2000000' is not a whole number from 8 to 1202");
        mistakes.put(List.of("predict", "", "a.png"), "error: MODEL '' is not the name of a file or folder");
        mistakes.put(List.of("nonsense"), "error: 'nonsense' is not a command of trainer: choose ");
        List<Path> before = checkpointFolders();
        for (Map.Entry<List<String>, String> mistake : mistakes.entrySet()) {

            // When
            try (TrainerProcess trainer = start(
                    Map.of("CUTMIX_DATASET_TIMEOUT", "1s"), mistake.getKey().toArray(String[]::new))) {

                // Then
                boolean file = mistake.getKey().contains("none.zip");
                boolean topic = mistake.getKey().contains("99");
                assertThat(trainer.exitCode()).as("%s", mistake.getKey()).isEqualTo(file || topic ? 1 : 2);
                assertThat(trainer.onlyError()).startsWith(mistake.getValue());
            }
        }
        assertThat(checkpointFolders()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "tail"})
    void a_broker_that_does_not_answer_is_said_in_one_line(String command) throws Exception {
        // Given
        String nobody = "localhost:" + KafkaBroker.freePort();
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", nobody, "CUTMIX_BROKER_TIMEOUT", "1s", "CUTMIX_START_TIMEOUT", "0s");

        // When
        try (TrainerProcess trainer = start(environment, command)) {

            // Then
            assertThat(trainer.exitCode()).isEqualTo(1);
            assertThat(trainer.onlyError())
                    .isEqualTo("error: Kafka at " + nobody + " did not answer within 1 s: start it, or set "
                            + "KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "train, KAFKA_COMPRESSION_TYPE, nonsense",
        "page, KAFKA_FETCH_MAX_WAIT_MS, abc",
        "tail, KAFKA_SECURITY_PROTOCOL, FOO",
        "train, KAFKA_SECURITY_PROTOCOL, FOO"
    })
    void a_setting_that_a_kafka_client_refuses_is_a_mistake(String command, String variable, String value)
            throws Exception {
        try (TrainerProcess trainer = start(Map.of(variable, value), command)) {
            assertThat(trainer.exitCode()).isEqualTo(2);
            assertThat(trainer.onlyError()).contains("Invalid value " + value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "train| CUTMIX_TRAINER_EPOCHS| abc| 'abc' is not a whole number of its range",
                "train| CUTMIX_DATASET_TIMEOUT| abc| 'abc' is not a duration",
                "train| CUTMIX_DATASET_TIMEOUT| -5s| is -5000 ms: set it to at least 0 ms",
                "train| CUTMIX_BROKER_TIMEOUT| -5s| is -5000 ms: set it to at least 1 ms",
                "tail| CUTMIX_BROKER_TIMEOUT| -5s| is -5000 ms: set it to at least 1 ms",
                "train| CUTMIX_START_TIMEOUT| -5s| is -5000 ms: set it to at least 0 ms",
                "train| CUTMIX_TRAINER_SESSION_TIMEOUT| 0s| is 0 ms: set it to at least 1000 ms",
                "train| CUTMIX_REGISTRY_URL| foo| 'foo' is not an http or https URL",
                "train| CUTMIX_TOPIC_PREFIX| bad prefix/| 'bad prefix/' cannot begin the name of a topic",
                "tail| CUTMIX_TOPIC_PREFIX| bad prefix/| 'bad prefix/' cannot begin the name of a topic",
                "page| CUTMIX_TOPIC_PREFIX| bad prefix/| 'bad prefix/' cannot begin the name of a topic"
            })
    void a_variable_with_a_wrong_value_is_named(String command, String variable, String value, String words)
            throws Exception {
        try (TrainerProcess trainer = start(Map.of(variable, value), command)) {
            assertThat(trainer.exitCode()).isEqualTo(2);
            assertThat(trainer.onlyError()).startsWith("error: " + variable + " " + words);
        }
    }

    @Test
    void weights_with_wrong_metadata_are_refused() throws Exception {
        // Given
        Path file = folder.resolve("padded.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            InitialWeights.draw(new NetworkShape(8, new NetworkInput(8, 8, 3, 3)), 1)
                    .write(Map.of("padding", "SAME_LOWER"), out);
        }

        // When
        try (TrainerProcess train = start(Map.of(), "train", "--run", "padded", "--weights", file.toString())) {

            // Then
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .isEqualTo("error: " + file + " cannot be used as the weights of a network: its convolutions pad"
                            + " SAME_LOWER, not SAME_UPPER; save it as docs/guide/networks.md describes");
        }
    }

    @Test
    void a_trainer_that_waits_for_brokers_ends_when_it_is_told_to() throws Exception {
        String nobody = "localhost:" + KafkaBroker.freePort();
        try (TrainerProcess train = start(Map.of("KAFKA_BOOTSTRAP_SERVERS", nobody), "train", "--run", "early")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> train.out()
                    .contains("Waiting for Kafka at " + nobody + ", which does not answer yet"));

            // When
            train.terminate();

            // Then
            assertThat(train.endsWithin(10)).isTrue();
            assertThat(train.exitCode()).isEqualTo(143);
            assertThat(train.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "tail"})
    void a_broker_without_an_address_is_said_in_one_line(String command) throws Exception {
        try (TrainerProcess trainer = start(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "nobody.invalid:9092", "CUTMIX_START_TIMEOUT", "0s"), command)) {
            assertThat(trainer.exitCode()).isEqualTo(1);
            assertThat(trainer.onlyError())
                    .startsWith("error: Kafka at nobody.invalid:9092 cannot be used: ")
                    .contains("; check KAFKA_BOOTSTRAP_SERVERS");
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
                assertThat(train.onlyError())
                        .isEqualTo("error: port " + other.getLocalPort() + " is in use: set QUARKUS_HTTP_PORT to "
                                + "another one, or to 0 for any that is free");
                assertThat(tail.exitCode()).isZero();
                assertThat(help.exitCode()).isZero();
            }
        }
    }

    private List<Path> checkpointFolders() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".checkpoints"))
                    .sorted()
                    .toList();
        }
    }
}
