package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.BrokerSecurity;
import cutmix.broker.KafkaBroker;
import cutmix.launcher.fixture.KeyStores;
import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.kafka.ClientConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that require TLS, and a user or a certificate, with the configuration from docs/operations/brokers.md. */
class SecuredBrokerIT {

    private static final String PASSWORD = "open-sesame-4711";
    private static final String STORE_PASSWORD = "treasure-0815";
    private static final String[] RUN = {
        "--out", "out", "--train-limit", "130", "--test-limit", "50", "--epochs", "1", "--depth", "8"
    };
    private static final Map<String, List<String>> SERVICES = Map.of(
            "loader-service", List.of("--dataset", "sample", "--epochs", "1", "--train-limit", "20"),
            "augment-service", List.of(),
            "trainer-service", List.of("train", "--path", "plain"));

    /** The services' own messages and all messages of the Kafka clients. */
    private static final Map<String, String> TALKATIVE = Map.of(
            "QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA__LEVEL", "DEBUG",
            "QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA_CLIENTS__LEVEL", "DEBUG",
            "QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA_COMMON_CONFIG__LEVEL", "DEBUG",
            "QUARKUS_LOG_CATEGORY__IO_SMALLRYE_REACTIVE_MESSAGING__LEVEL", "DEBUG");

    @TempDir
    Path folder;

    private KeyStores keyStores;
    private Path brokerKey;

    @BeforeEach
    void makeKeys() throws Exception {
        keyStores = new KeyStores(folder, STORE_PASSWORD);
        brokerKey = keyStores.keyStore("broker");
    }

    @Test
    void the_pipeline_runs_with_a_user_and_tells_no_secret() throws Exception {
        Path trusted = keyStores.trustStore("broker");
        Map<String, String> user = user(PASSWORD, trusted);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"), scram(user, trusted))) {
            // Given
            Map<String, String> environment = new HashMap<>(user);
            environment.putAll(TALKATIVE);

            // When
            try (LaunchedProcess run = run(broker, environment)) {

                // Then
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.out()).contains("With CutMix", "Without CutMix");
                assertThat(secretsIn(run.out() + run.err())).isEmpty();
            }
            for (String process : List.of("loader", "augment-1", "cutmix", "plain")) {
                String log = Files.readString(folder.resolve("out/logs/" + process + ".log"));
                assertThat(log).as(process).contains("sasl.jaas.config = [hidden]");
            }
            try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
                assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                                secretsIn(contentOf(file)))
                        .isEmpty());
            }
        }
    }

    @Test
    void a_wrong_password_is_one_line_of_each_service() throws Exception {
        Path trusted = keyStores.trustStore("broker");
        try (KafkaBroker broker =
                KafkaBroker.start(folder.resolve("broker"), scram(user(PASSWORD, trusted), trusted))) {
            // Given
            String wrong = "open-barley-4712";

            for (String service : SERVICES.keySet()) {
                // When
                try (LaunchedProcess process = service(broker, service, user(wrong, trusted))) {

                    // Then
                    assertRefused(process, service, broker, 1, "authentication failed", "SCRAM-SHA-512");
                    assertThat(process.out() + process.err()).doesNotContain(wrong);
                }
            }
        }
    }

    @Test
    void the_pipeline_runs_with_a_certificate_and_not_without() throws Exception {
        Path clientKey = keyStores.keyStore("client");
        Path trusted = keyStores.trustStore("broker", "client");
        Map<String, String> certificate = ReadmeExample.of(
                "SSL",
                Map.of(
                        "/path/to/truststore.p12", trusted.toString(),
                        "/path/to/keystore.p12", clientKey.toString(),
                        "STORE-SECRET", STORE_PASSWORD));
        Map<String, String> properties = new HashMap<>(stores(trusted));
        properties.put("ssl.client.auth", "required");
        BrokerSecurity security = new BrokerSecurity("SSL", properties, List.of(), client(certificate));
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"), security)) {
            // When
            try (LaunchedProcess run = run(broker, certificate)) {

                // Then
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.out()).contains("With CutMix", "Without CutMix");
            }

            // Given
            Map<String, String> none = new HashMap<>(certificate);
            none.keySet().removeIf(variable -> variable.startsWith("KAFKA_SSL_KEY"));

            for (String service : SERVICES.keySet()) {
                // When
                try (LaunchedProcess process = service(broker, service, none)) {

                    // Then
                    assertRefused(process, service, broker, 1, "authentication failed");
                }
            }
        }
    }

    @Test
    void a_keystore_that_cannot_be_read_is_one_line_of_each_service() throws Exception {
        // Given
        Path missing = folder.resolve("missing.p12");
        Map<String, String> environment = user(PASSWORD, missing);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
            for (String service : SERVICES.keySet()) {
                // When
                try (LaunchedProcess process = service(broker, service, environment)) {

                    // Then
                    assertRefused(process, service, broker, 2, "cannot be used", missing.toString());
                }
            }
        }
    }

    private static void assertRefused(
            LaunchedProcess process, String service, KafkaBroker broker, int code, CharSequence... reasons)
            throws Exception {
        assertThat(process.exitCode()).as(service).isEqualTo(code);
        assertThat(process.err().lines().filter(line -> line.startsWith("error: ")))
                .as(service + " said: " + process.err())
                .singleElement()
                .asString()
                .startsWith("error: Kafka at " + broker.bootstrapServers())
                .contains(reasons);
        assertThat(process.err().lines())
                .as(service)
                .noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
    }

    private LaunchedProcess run(KafkaBroker broker, Map<String, String> environment) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of("run", "--bootstrap-servers", broker.bootstrapServers()), Stream.of(RUN))
                .toList();
        return LaunchedProcess.start(folder, environment, arguments.toArray(String[]::new));
    }

    private LaunchedProcess service(KafkaBroker broker, String service, Map<String, String> environment)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        return LaunchedProcess.service(folder, all, service, SERVICES.get(service));
    }

    private static Map<String, String> user(String password, Path trusted) throws IOException {
        return ReadmeExample.of(
                "SASL_SSL",
                Map.of(
                        "USER",
                        "cutmix",
                        "\"SECRET\"",
                        "\"" + password + "\"",
                        "/path/to/truststore.p12",
                        trusted.toString(),
                        "STORE-SECRET",
                        STORE_PASSWORD));
    }

    /** A broker with one user, who is created when the storage is formatted. */
    private BrokerSecurity scram(Map<String, String> user, Path trusted) {
        Map<String, String> properties = new HashMap<>(stores(trusted));
        properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        properties.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        properties.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", user.get("KAFKA_SASL_JAAS_CONFIG"));
        List<String> format = List.of("--add-scram", "SCRAM-SHA-512=[name=cutmix,password=" + PASSWORD + "]");
        return new BrokerSecurity("SASL_SSL", properties, format, client(user));
    }

    private Map<String, String> stores(Path trusted) {
        return Map.of(
                "ssl.keystore.location",
                brokerKey.toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.truststore.location",
                trusted.toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                STORE_PASSWORD);
    }

    private static Map<String, String> client(Map<String, String> environment) {
        return ClientConfig.of("", environment).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, property -> (String) property.getValue()));
    }

    private static List<String> secretsIn(String text) {
        return Stream.of(PASSWORD, STORE_PASSWORD).filter(text::contains).toList();
    }

    private static String contentOf(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
