package cutmix.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.fixture.LaunchedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker, and a registry, that keep running on this machine. */
class KafkaCommandIT {

    @TempDir
    Path folder;

    @Test
    void a_broker_stays_up_until_it_is_interrupted_and_leaves_nothing() throws Exception {
        try (LaunchedProcess kafka = kafka()) {
            // Given
            assertThat(kafka.out()).contains("No topics yet").contains("Ctrl-C ends it.");
            String servers = servers(kafka);

            // When
            List<String> created = run("topics", "create", "--partitions", "3", "--bootstrap-servers", servers);
            List<String> again = run("topics", "create", "--partitions", "3", "--bootstrap-servers", servers);
            List<ProcessHandle> children = kafka.handle().descendants().toList();
            signal("INT", kafka);

            // Then
            assertThat(created)
                    .hasSize(7)
                    .contains("images.train: created with 3 partitions", "training.metrics: created with 1 partition");
            assertThat(again).hasSize(7).allSatisfy(line -> assertThat(line).endsWith("as the loader creates it"));
            assertThat(kafka.exitCode()).isEqualTo(130);
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(kafka.err()).isEmpty();
            assertThat(folder.resolve("runs")).isEmptyDirectory();
        }
    }

    @Test
    void kept_data_and_schemas_are_served_again() throws Exception {
        // Given
        try (LaunchedProcess kafka = kafka("--data", "kept", "--registry")) {
            assertThat(load(kafka)).contains("Loaded sample: 64 training images");
            signal("TERM", kafka);
            assertThat(kafka.exitCode()).isEqualTo(143);
        }

        // When
        try (LaunchedProcess kafka = kafka("--data", "kept", "--registry")) {

            // Then: the values refer to their schemas by id
            assertThat(kafka.out()).contains("Topics: dataset.info, dead.letters, images.cutmix");
            assertThat(load(kafka)).contains("Nothing left to load of sample: 64 training images");
            try (LaunchedProcess second = LaunchedProcess.start(folder, Map.of(), "kafka", "--data", "kept")) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.err())
                        .isEqualTo("error: --data 'kept' is served by a broker that is running: stop that one, or give"
                                + " another folder\n");
            }
        }
    }

    @Test
    void what_a_run_has_kept_is_served() throws Exception {
        // Given
        run(
                ("run --out out --keep-data --paths plain --epochs 1 --train-limit 64 --test-limit 20 --depth 8 --broker-port "
                                + KafkaBroker.freePort())
                        .split(" "));

        // When
        try (LaunchedProcess kafka = kafka("--data", "out")) {

            // Then
            assertThat(run("tail", "--no-follow", "--bootstrap-servers", servers(kafka)))
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("-plain ").contains("1/1"));
        }
    }

    @Test
    void a_broker_that_ends_by_itself_ends_the_command_with_its_reason() throws Exception {
        try (LaunchedProcess kafka = kafka()) {
            kafka.handle().children().forEach(ProcessHandle::destroyForcibly);

            assertThat(kafka.exitCode()).isEqualTo(1);
            assertThat(kafka.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: the Kafka broker has ended")
                    .contains("broker.log");
            Path log = Path.of(kafka.err().strip().replaceFirst(".* ", ""));
            assertThat(log).isRegularFile();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a file | is not a folder: give a new one, or that of a run with --keep-data",
                "full | holds other files, and no data of a broker: give a new folder, or that of a run with --keep-data",
                "left | is of a run that does not keep its data: run it with --keep-data",
            })
    void a_folder_that_cannot_be_served_is_refused_in_one_line(String data, String reason) throws Exception {
        // Given
        Files.writeString(folder.resolve("a file"), "");
        Files.writeString(Files.createDirectory(folder.resolve("full")).resolve("notes.txt"), "");
        Path left = Files.createDirectories(folder.resolve("left/kafka/data"));
        Files.writeString(left.resolve("meta.properties"), "");
        Files.writeString(left.resolveSibling("not-kept"), "");

        // When
        try (LaunchedProcess kafka = LaunchedProcess.start(folder, Map.of(), "kafka", "--data", data)) {

            // Then
            assertThat(kafka.exitCode()).isEqualTo(2);
            assertThat(kafka.err()).isEqualTo("error: --data '" + data + "' " + reason + "\n");
        }
    }

    /** The command, after it has begun to serve. */
    private LaunchedProcess kafka(String... options) throws IOException {
        List<String> ports =
                List.of("kafka", "--port", "" + KafkaBroker.freePort(), "--registry-port", "" + KafkaBroker.freePort());
        String[] arguments = Stream.concat(ports.stream(), Stream.of(options)).toArray(String[]::new);
        LaunchedProcess kafka = LaunchedProcess.start(folder, Map.of(), arguments);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> kafka.out().contains("Ctrl-C") || !kafka.handle().isAlive());
        return kafka;
    }

    private static String servers(LaunchedProcess kafka) {
        return exported(kafka, "KAFKA_BOOTSTRAP_SERVERS");
    }

    private static String exported(LaunchedProcess kafka, String variable) {
        Matcher line = Pattern.compile("export " + variable + "=(\\S+)").matcher(kafka.out());
        assertThat(line.find()).as(kafka.out() + kafka.err()).isTrue();
        return line.group(1);
    }

    private String load(LaunchedProcess kafka) throws Exception {
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", servers(kafka),
                "CUTMIX_REGISTRY_URL", exported(kafka, "CUTMIX_REGISTRY_URL"));
        List<String> arguments = List.of("--epochs", "1", "--train-limit", "64", "--test-limit", "20");
        try (LaunchedProcess loader = LaunchedProcess.service(folder, environment, "loader-service", arguments)) {
            assertThat(loader.exitCode()).as(loader.err()).isZero();
            return loader.out();
        }
    }

    private List<String> run(String... arguments) throws Exception {
        try (LaunchedProcess process = LaunchedProcess.start(folder, Map.of(), arguments)) {
            assertThat(process.exitCode()).as(process.out() + process.err()).isZero();
            return process.out().lines().toList();
        }
    }

    private static void signal(String signal, LaunchedProcess process) throws Exception {
        new ProcessBuilder("kill", "-" + signal, "" + process.handle().pid())
                .start()
                .waitFor();
    }
}
