package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.BrokerSecurity;
import cutmix.broker.KafkaBroker;
import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.serde.AvroSerializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the pipeline on a broker that grants each service, as a separate user, exactly the permissions in
 * docs/operations/brokers.md.
 */
class AuthorizedBrokerIT {

    private static final List<String> USERS = List.of("admin", "loader", "augment", "trainer", "page", "launcher");
    private static final List<String> DATASET = List.of("--epochs", "1", "--train-limit", "130", "--test-limit", "50");

    private static final int PARTITIONS = 4;

    /** The number of images, of 130, in the first partition. */
    private static final int SLICE = 33;

    @TempDir
    Path folder;

    @Test
    void each_service_works_with_the_documented_permissions_alone() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"), authorizing())) {
            // Given
            assertRefusesToLoad(broker);
            permit(broker, DocumentedPermissions.read());

            // When
            try (LaunchedProcess loader = service(broker, "loader", "loader-service", DATASET);
                    LaunchedProcess augment = service(broker, "augment", "augment-service", List.of());
                    LaunchedProcess cutmix = service(broker, "trainer", "trainer-service", train("cutmix"));
                    LaunchedProcess plain = service(broker, "trainer", "trainer-service", train("plain"))) {

                // Then
                for (LaunchedProcess process : List.of(loader, cutmix, plain)) {
                    assertThat(process.exitCode())
                            .as(process.out() + process.err())
                            .isZero();
                }
                for (LaunchedProcess process : List.of(loader, augment, cutmix, plain)) {
                    assertThat(process.out() + process.err()).doesNotContain("uthoriz", "warning:");
                }
                assertThat(folder.resolve("cutmix.zip")).isNotEmptyFile();
                assertThat(folder.resolve("plain.zip")).isNotEmptyFile();
                assertReportsWhatItCannotRead(augment, broker);
            }
            assertPageShowsBothRuns(broker);
            assertPreviewsTheTopic(broker);
            assertShowsTheMetrics(broker);
            assertLogsToMlflow(broker);
        }
    }

    private void assertRefusesToLoad(KafkaBroker broker) throws Exception {
        try (LaunchedProcess loader = service(broker, "loader", "loader-service", DATASET)) {
            assertThat(loader.exitCode()).isEqualTo(1);
            assertThat(loader.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: topic ")
                    .contains("cannot be created", "allow this user to create it");
        }
    }

    private void assertPageShowsBothRuns(KafkaBroker broker) throws Exception {
        int port = KafkaBroker.freePort();
        Map<String, String> environment = new HashMap<>(user(broker, "page"));
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        try (LaunchedProcess page = LaunchedProcess.service(folder, environment, "trainer-service", List.of("page"))) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> firstEvents(port).contains("r-plain"));
            assertThat(page.out() + page.err()).doesNotContain("uthoriz");
        }
    }

    /** The first data that the live page sends to a browser. */
    private static String firstEvents(int port) throws IOException {
        var connection =
                URI.create("http://127.0.0.1:" + port + "/live/events").toURL().openConnection();
        connection.setReadTimeout(3000);
        StringBuilder events = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.append(line).append('\n');
                if (line.contains("r-plain") && events.toString().contains("r-cutmix")) {
                    break;
                }
            }
        }
        return events.toString();
    }

    private void assertPreviewsTheTopic(KafkaBroker broker) throws Exception {
        String[] preview = {"preview", "--from-topic", "--bootstrap-servers", broker.bootstrapServers(), "--epoch", "1"
        };
        try (LaunchedProcess launcher = LaunchedProcess.start(folder, user(broker, "launcher"), preview)) {
            assertThat(launcher.exitCode()).as(launcher.err()).isZero();
            assertThat(folder.resolve("preview.png")).isNotEmptyFile();
        }
    }

    private void assertShowsTheMetrics(KafkaBroker broker) throws Exception {
        assertThat(launch(broker, List.of("tail", "--no-follow"))).contains("r-cutmix", "r-plain");
        assertThat(launch(broker, List.of("results", "--runs", "r-cutmix,r-plain")))
                .contains("With CutMix", "Without CutMix");
    }

    private void assertLogsToMlflow(KafkaBroker broker) throws Exception {
        try (MlflowStandIn mlflow = MlflowStandIn.start()) {
            launch(broker, List.of("mlflow", mlflow.uri(), "--steps", "--no-follow"));
            assertThat(mlflow.run("r-plain").history("val_accuracy")).hasSize(1);
        }
    }

    private String launch(KafkaBroker broker, List<String> command) throws Exception {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        try (LaunchedProcess launcher =
                LaunchedProcess.start(folder, user(broker, "launcher"), arguments.toArray(String[]::new))) {
            assertThat(launcher.exitCode()).as(launcher.err()).isZero();
            assertThat(launcher.out() + launcher.err()).doesNotContain("uthoriz");
            return launcher.out();
        }
    }

    /** A worker mixes whole blocks, so all records of an epoch in one partition count. */
    private void assertReportsWhatItCannotRead(LaunchedProcess augment, KafkaBroker broker) throws Exception {
        Map<String, Object> client = new HashMap<>(client("admin"));
        client.put("bootstrap.servers", broker.bootstrapServers());
        AvroSerializer<LabeledImage> serializer = new AvroSerializer<>(LabeledImage.class);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < SLICE; i++) {
                LabeledImage image = LabeledImage.newBuilder()
                        .setEpoch(2)
                        .setPosition(PARTITIONS * i)
                        .setIndex(0)
                        .setLabel(0)
                        .setPixels(ByteBuffer.wrap(new byte[32 * 32 * 3]))
                        .build();
                byte[] value = i == 1 ? new byte[] {1} : serializer.serialize("", image);
                producer.send(new ProducerRecord<>("images.train", 0, null, value))
                        .get();
            }
        }
        TopicPartition letters = new TopicPartition("dead.letters", 0);
        try (Admin admin = Admin.create(client)) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                            admin.listOffsets(Map.of(letters, OffsetSpec.latest()))
                                    .partitionResult(letters)
                                    .get()
                                    .offset())
                    .as(augment.out() + augment.err())
                    .isPositive());
        }
    }

    private static List<String> train(String path) {
        return List.of(
                "train",
                "--path",
                path,
                "--run",
                "r-" + path,
                "--model",
                path + ".zip",
                "--epochs",
                "1",
                "--depth",
                "8");
    }

    private LaunchedProcess service(KafkaBroker broker, String user, String service, List<String> arguments)
            throws IOException {
        return LaunchedProcess.service(folder, user(broker, user), service, arguments);
    }

    private void permit(KafkaBroker broker, List<AclBinding> permissions) throws Exception {
        Map<String, Object> client = new HashMap<>(client("admin"));
        client.put("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            admin.createAcls(permissions).all().get();
        }
    }

    private static Map<String, String> user(KafkaBroker broker, String user) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "KAFKA_SASL_MECHANISM", "PLAIN",
                "KAFKA_SASL_JAAS_CONFIG", login(user) + ";",
                "OMP_NUM_THREADS", "1");
    }

    private static Map<String, String> client(String user) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login(user) + ";");
    }

    private static String login(String user) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + user + "-secret\"";
    }

    /** The broker's own connections use admin and, between its two roles, anonymous; no client can be the latter. */
    private static BrokerSecurity authorizing() {
        StringBuilder users = new StringBuilder(login("admin"));
        USERS.forEach(user ->
                users.append(" user_").append(user).append("=\"").append(user).append("-secret\""));
        Map<String, String> properties = Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:admin;User:ANONYMOUS",
                "allow.everyone.if.no.acl.found", "false",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.sasl_plaintext.plain.sasl.jaas.config", users + ";");
        return new BrokerSecurity("SASL_PLAINTEXT", properties, List.of(), client("admin"));
    }
}
