package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.cifar.CifarFixture;
import cutmix.loader.download.FileServer;
import cutmix.loader.folder.ImageFolders;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.AvroSerializer;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoaderRefusalsIT extends LoaderFixture {

    @Test
    void another_dataset_in_the_same_topics_is_refused() throws Exception {
        loader.run(small(1));

        assertMistake(
                loader.run(small(1, 8, PARTITIONS)),
                "topic " + topics.trainImages() + " at " + broker.bootstrapServers()
                        + " already holds dataset sample with seed 7, not seed 8");
        assertMistake(loader.run(small(1, 7, 3)), "has 4 partitions, not 3: use --partitions 4");
    }

    @Test
    void a_topic_of_one_partition_that_has_got_another_is_refused() throws Exception {
        List<Function<Topics, String>> names =
                List.of(Topics::datasetInfo, Topics::metrics, Topics::steps, Topics::deadLetters);
        for (int i = 0; i < names.size(); i++) {
            // Given
            Topics altered = new Topics(topics.prefix() + i + ".");
            String topic = names.get(i).apply(altered);
            loader(altered, Map.of()).run(small(1));
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get();

            // When, Then
            assertMistake(
                    loader(altered, Map.of()).run(small(1)),
                    "topic " + topic + " at " + broker.bootstrapServers()
                            + " has 2 partitions, not 1: use CUTMIX_TOPIC_PREFIX for other topics, or delete it");
        }
    }

    @Test
    void records_that_do_not_belong_are_refused() throws Exception {
        // Given
        Topics foreign = new Topics(topics.prefix() + "foreign.");
        loader.run(small(1));
        createTopics(foreign);
        List<List<byte[]>> shifted = read(topics.trainImages()).partitions().stream()
                .map(values -> values.subList(1, values.size()))
                .toList();
        new TopicContent(shifted).writeFirst(List.of(0, 0, 5), broker.bootstrapServers(), foreign.trainImages());

        // When, Then
        assertRefused(
                loader(foreign, Map.of()).run(small(1)),
                foreign.trainImages() + " at " + broker.bootstrapServers()
                        + ", partition 2, offset 4: the record is not the image of epoch 1, position 18");
        assertThat(TopicContent.read(broker.bootstrapServers(), foreign.datasetInfo())
                        .partitions())
                .containsExactly(List.of());
    }

    @Test
    void a_partition_that_holds_too_much_is_refused() throws Exception {
        // Given
        loader.run(small(1));
        byte[] image = new AvroSerializer<>(LabeledImage.class)
                .serialize(
                        "",
                        read(topics.trainImages()).as(LabeledImage.class).get(0).get(0));
        new TopicContent(List.of(List.of(), List.of(image)))
                .writeFirst(List.of(0, 1), broker.bootstrapServers(), topics.trainImages());

        // When, Then
        assertRefused(loader.run(small(1)), "partition 1, offset 75: the record holds more than 1 epochs");
    }

    @Test
    void an_unreachable_broker_is_named() throws Exception {
        int port = KafkaBroker.freePort();
        Map<String, String> elsewhere = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "localhost:" + port,
                "CUTMIX_LOADER_BROKER_TIMEOUT",
                "2s",
                "CUTMIX_START_TIMEOUT",
                "0s");

        assertRefused(
                loader(topics, elsewhere).run(small(1)),
                "Kafka at localhost:" + port + " did not answer within 2 s: start it, or set KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void a_registry_that_does_not_answer_is_waited_for_and_named() throws Exception {
        // Given
        String registry = "http://localhost:" + KafkaBroker.freePort() + "/apis/registry/v3";
        Map<String, String> without = Map.of("CUTMIX_REGISTRY_URL", registry, "CUTMIX_START_TIMEOUT", "6s");

        // When
        Outcome outcome = loader(topics, without).run(small(1));

        // Then
        assertThat(outcome.out())
                .containsExactly("Waiting for the schema registry at " + registry + ", which does not answer yet");
        assertThat(outcome.err())
                .containsExactly("error: the schema registry at " + registry
                        + " did not answer within 6 s: start it, or set CUTMIX_REGISTRY_URL");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void an_unknown_host_is_named() throws Exception {
        Map<String, String> elsewhere =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "no-such-host.invalid:9092", "CUTMIX_START_TIMEOUT", "0s");

        assertRefused(
                loader(topics, elsewhere).run(small(1)),
                "Kafka at no-such-host.invalid:9092 cannot be used: No resolvable");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_COMPRESSION_TYPE, nonsense",
        "KAFKA_FETCH_MAX_WAIT_MS, abc",
        "KAFKA_SECURITY_PROTOCOL, FOO",
        "MP_MESSAGING_OUTGOING_IMAGES_LINGER_MS, abc"
    })
    void a_setting_that_a_kafka_client_refuses_is_a_mistake(String variable, String value) throws Exception {
        // When
        Outcome outcome = loader(topics, Map.of(variable, value)).run(small(1));

        // Then
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("error: a Kafka ")
                .contains("refuses its settings: Invalid value " + value);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "CUTMIX_LOADER_REPLICATION_FACTOR| abc| 'abc' is not a whole number of its range: give another one",
                "CUTMIX_LOADER_REPLICATION_FACTOR| 0| '0' is not a whole number from 1 to 32767",
                "CUTMIX_TOPIC_PREFIX| bad prefix/| 'bad prefix/' cannot begin the name of a topic",
                "CUTMIX_REGISTRY_URL| foo| 'foo' is not an http or https URL",
                "CUTMIX_LOADER_BROKER_TIMEOUT| -5s| is -5000 ms: set it to at least 1 ms",
                "CUTMIX_START_TIMEOUT| -5s| is -5000 ms: set it to at least 0 ms",
                "CUTMIX_START_TIMEOUT| abc| 'abc' is not a duration: give one such as 500ms",
                "CUTMIX_START_TIMEOUT| \"\"| is empty: give it a value"
            })
    void a_variable_with_a_wrong_value_is_named(String variable, String value, String words) throws Exception {
        Outcome outcome = loader(topics, Map.of(variable, value)).run(small(1));

        assertMistake(outcome, "error: " + variable + " " + words);
    }

    @Test
    void a_variable_of_a_channel_that_does_not_exist_is_a_mistake() throws Exception {
        Map<String, String> other = Map.of("MP_MESSAGING_OUTGOING_MIXED_COMPRESSION_TYPE", "zip");

        assertMistake(
                loader(topics, other).run(small(1)),
                "MP_MESSAGING_OUTGOING_MIXED_COMPRESSION_TYPE is for a channel that this service does not have");
    }

    @Test
    void a_property_of_a_channel_that_does_not_exist_is_a_mistake() throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.properties"), "mp.messaging.outgoing.mixed.compression.type=zip\n");

        assertMistake(
                loader(topics, Map.of("SMALLRYE_CONFIG_LOCATIONS", file.toString()))
                        .run(small(1)),
                "mp.messaging.outgoing.mixed.compression.type is for a channel that this service does not have");
    }

    @Test
    void a_session_that_is_too_short_is_named() throws Exception {
        Map<String, String> none = Map.of("CUTMIX_LOADER_SESSION_TIMEOUT", "0s");

        Outcome outcome = new LoaderProcess(none).run(small(1));

        assertMistake(outcome, "CUTMIX_LOADER_SESSION_TIMEOUT is 0 ms: set it to at least 1000 ms");
    }

    @Test
    void a_dataset_that_cannot_be_read_leaves_no_topic() throws Exception {
        // Given
        Path truncated = folder.resolve("truncated");
        Map<String, byte[]> files = CifarFixture.files();
        files.put("test_batch.bin", new byte[3072]);
        CifarFixture.write(truncated, files);
        Path corrupt = folder.resolve("corrupt");
        ImageFolders.write(corrupt.resolve("train/a/1.jpg"), Color.RED, 40, 40);
        Path broken = ImageFolders.write(corrupt.resolve("test/a/1.jpg"), Color.RED, 40, 40);
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(broken), 100));
        Path empty = folder.resolve("empty");
        ImageFolders.write(empty.resolve("train/a/1.jpg"), Color.RED, 40, 40);
        Files.createDirectories(empty.resolve("test/a"));

        // When, Then
        assertRefused(loader.run("--dataset", truncated.toString()), "test_batch.bin is truncated");
        assertRefused(loader.run("--dataset", corrupt.toString()), broken + " is a truncated JPEG image");
        assertRefused(loader.run("--dataset", empty.toString()), empty.resolve("test/a") + " holds no image");
        assertMistake(loader.run("--dataset", folder.resolve("none").toString()), "none does not exist");
        assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith(topics.prefix()));
    }

    @Test
    void a_download_is_loaded_only_if_its_checksum_is_right() throws Exception {
        try (FileServer server = new FileServer(CifarFixture.archive())) {
            // Given
            Map<String, String> remote = new HashMap<>();
            remote.put("CUTMIX_LOADER_CIFAR10_URL", server.address("/archive").toString());
            remote.put("CUTMIX_LOADER_CIFAR10_SIZE", "" + server.file().size());
            remote.put("CUTMIX_LOADER_CIFAR10_SHA256", "ab".repeat(32));

            // When
            Outcome wrong = loader(topics, remote).run("--dataset", "cifar10", "--epochs", "1");
            remote.put("CUTMIX_LOADER_CIFAR10_SHA256", server.file().sha256());
            Outcome right = loader(topics, remote).run("--dataset", "cifar10", "--epochs", "1");

            // Then
            assertRefused(wrong, "not " + server.file().size() + " and abab");
            assertThat(right.err()).isEmpty();
            assertThat(right.out())
                    .singleElement()
                    .asString()
                    .startsWith("Loaded cifar10: 10 training images x 1 epochs, 2 test images, 2 classes");
        }
    }

    @Test
    void wrong_options_are_named_before_anything_is_done() throws Exception {
        // Given
        Map<List<String>, String> mistakes = Map.of(
                List.of("--partitions", "0"), "--partitions '0' is not a whole number from 1 to 1000",
                List.of("--partitions", "100000"), "--partitions '100000' is not a whole number from 1 to 1000",
                List.of("--epochs", "2147483647"), "--epochs '2147483647' is not a whole number from 1 to 1000000",
                List.of("--epochs", "99999999999"), "--epochs '99999999999' is not a whole number from 1 to 1000000",
                List.of("--dataset", ""),
                        "--dataset '' is empty: give sample, cifar10, or the path of a folder or archive",
                List.of("--cache", ""), "--cache '' is not the name of a file or folder",
                List.of("--epoch", "3"), "'--epoch' is not an option of loader: see loader --help");

        for (Map.Entry<List<String>, String> mistake : mistakes.entrySet()) {
            // When
            Outcome outcome = loader.run(mistake.getKey().toArray(String[]::new));

            // Then
            assertThat(outcome.err()).containsExactly("error: " + mistake.getValue());
            assertThat(outcome.exitCode()).isEqualTo(2);
        }
    }

    private static void assertRefused(Outcome outcome, String words) {
        assertEnded(1, outcome, words);
    }

    /** Asserts that the loader failed because of a wrong setting, so a new attempt would fail, too. */
    private static void assertMistake(Outcome outcome, String words) {
        assertEnded(ExitCode.WRONG_SETTING.code(), outcome, words);
    }

    private static void assertEnded(int code, Outcome outcome, String words) {
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("error: ")
                .contains(words);
        assertThat(outcome.exitCode()).isEqualTo(code);
        assertThat(outcome.out()).isEmpty();
    }
}
