package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.broker.KafkaBroker;
import cutmix.launcher.fixture.LaunchedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON output of the services. */
class JsonOutputIT {

    private static final Map<String, String> JSON = Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void every_line_of_a_whole_training_is_an_object() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
            Map<String, String> environment = with("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
            try (LaunchedProcess worker = LaunchedProcess.service(folder, environment, "augment-service", List.of());
                    LaunchedProcess loader = service(
                            environment,
                            "loader-service",
                            "--epochs 2 --train-limit 64 --test-limit 20 --partitions 2");
                    LaunchedProcess trainer =
                            service(environment, "trainer-service", "train --depth 8 --run first --model first.zip")) {
                // When
                assertThat(loader.exitCode()).isZero();
                assertThat(trainer.exitCode()).isZero();
                await().atMost(Duration.ofSeconds(30)).until(() -> worker.out().contains("mixed 128 samples"));
                worker.handle().destroy();
                assertThat(worker.exitCode()).isEqualTo(143);

                // Then
                assertThat(messages(loader)).anySatisfy(line -> assertThat(line).startsWith("Loaded sample: "));
                assertThat(messages(worker))
                        .anySatisfy(line -> assertThat(line).startsWith("Augment worker: "))
                        .anySatisfy(line -> assertThat(line).startsWith("mixed 128 samples"));
                assertThat(messages(trainer))
                        .anySatisfy(line -> assertThat(line).startsWith("Epoch 1/2 - "))
                        .anySatisfy(line -> assertThat(line).matches("Test accuracy of first: .*Model: first.zip"));
            }
            evaluatesAndAnswers(environment);
        }
    }

    private void evaluatesAndAnswers(Map<String, String> environment) throws Exception {
        try (LaunchedProcess evaluation = service(environment, "trainer-service", "evaluate --model first.zip");
                LaunchedProcess table = service(environment, "trainer-service", "tail --no-follow");
                LaunchedProcess prediction = service(environment, "trainer-service", "predict first.zip none.png")) {
            assertThat(evaluation.exitCode()).isZero();
            assertThat(table.exitCode()).isZero();
            assertThat(prediction.exitCode()).isEqualTo(1);

            assertThat(messages(evaluation))
                    .anySatisfy(line -> assertThat(line).contains("on 20 test images of sample: val_accuracy: "));
            assertThat(table.out()).startsWith("run ").contains("first ");
            assertThat(prediction.out()).isEmpty();
            assertThat(objects(prediction.err()))
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("message").asText()).startsWith("error: none.png "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "loader-service,  --epochs 0,                    2, error: --epochs '0' is not a whole number",
        "loader-service,  --bootstrap,                   2, error: '--bootstrap' is not an option",
        "augment-service, --workers 3,                   2, 'error: augment-service takes no arguments, but got --workers'",
        "trainer-service, train --path mixup,            2, error: ",
        "trainer-service, evaluate --model nothing.zip,  1, error: ",
    })
    void a_refusal_is_an_object(String service, String arguments, int code, String beginning) throws Exception {
        Map<String, String> environment = with("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + KafkaBroker.freePort());

        try (LaunchedProcess process = service(environment, service, arguments)) {
            assertThat(process.exitCode()).isEqualTo(code);
            assertThat(process.out()).isEmpty();
            assertThat(objects(process.err())).singleElement().satisfies(line -> {
                assertThat(line.get("level").asText()).isEqualTo("ERROR");
                assertThat(line.get("message").asText()).startsWith(beginning);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "loader-service,  '',    CUTMIX_LOADER_BROKER_TIMEOUT",
        "augment-service, '',    CUTMIX_HEALTH_POLL_LIMIT",
        "trainer-service, train, CUTMIX_HEALTH_STALLED_AFTER"
    })
    void settings_that_a_service_does_not_start_with_are_refused_in_objects(
            String service, String argument, String variable) throws Exception {
        try (LaunchedProcess process = service(with(variable, "soon"), service, argument)) {
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(messages(process)).anySatisfy(line -> assertThat(line).startsWith("error: "));
        }
    }

    @Test
    void a_port_that_is_taken_is_reported_in_an_object() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LaunchedProcess process =
                        service(with("QUARKUS_HTTP_PORT", "" + taken.getLocalPort()), "trainer-service", "page")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(messages(process))
                    .anySatisfy(line -> assertThat(line).startsWith("error: port " + taken.getLocalPort()));
        }
    }

    @Test
    void the_launcher_shows_the_text_and_keeps_objects_in_the_logs() throws Exception {
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                JSON,
                ("run --out out --epochs 1 --train-limit 64 --test-limit 20 --depth 8 --broker-port "
                                + KafkaBroker.freePort())
                        .split(" "))) {
            assertThat(run.exitCode()).as(run.err()).isZero();

            assertThat(run.out())
                    .contains("loader     | Loaded sample: ", "cutmix     | Epoch 1/1 - ", "Live page: http")
                    .contains("With CutMix")
                    .doesNotContain("{\"timestamp\"");
            try (Stream<Path> logs = Files.list(folder.resolve("out/logs"))) {
                assertThat(logs.toList()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(log -> assertThat(
                                objects(Files.readString(log)))
                        .isNotEmpty());
            }
        }
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                with("CUTMIX_AUGMENT_ALPHA", "-1"),
                ("run --out failed --depth 8 --broker-port " + KafkaBroker.freePort()).split(" "))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: augment-1: ")
                    .contains("alpha");
        }
    }

    private LaunchedProcess service(Map<String, String> environment, String service, String arguments)
            throws IOException {
        return LaunchedProcess.service(
                folder, environment, service, arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new HashMap<>(JSON);
        environment.put(variable, value);
        return environment;
    }

    /** All output of a process; fails if a line is not an object. */
    private static List<String> messages(LaunchedProcess process) {
        return Stream.concat(objects(process.out()).stream(), objects(process.err()).stream())
                .map(line -> line.get("message").asText())
                .toList();
    }

    private static List<JsonNode> objects(String lines) {
        return lines.lines().map(JsonOutputIT::object).toList();
    }

    private static JsonNode object(String line) {
        try {
            JsonNode object = MAPPER.readTree(line);
            assertThat(object.isObject()).as(line).isTrue();
            assertThat(object.has("message")).as(line).isTrue();
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }
}
