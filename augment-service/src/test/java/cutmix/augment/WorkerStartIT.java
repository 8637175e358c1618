package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.BrokerSecurity;
import cutmix.broker.KafkaBroker;
import cutmix.support.Endpoints;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerStartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** Quarkus does not stop an application before it has started, so the worker must react to the signal itself. */
    @ParameterizedTest
    @ValueSource(ints = {600, 900, 1200, 1500, 1800, 2100, 2700})
    void told_to_end_at_any_moment_of_its_start_it_waits_for_no_broker(int millis) throws Exception {
        // Given: a broker that accepts connections and never answers
        try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Worker worker = Worker.start(folder, "localhost:" + broker.getLocalPort())) {
            TimeUnit.MILLISECONDS.sleep(millis);

            // When
            worker.stop();

            // Then
            assertThat(worker.exitCode()).isEqualTo(143);
            assertThat(worker.err()).doesNotContain("did not answer");
        }
    }

    @Test
    void a_worker_that_starts_before_its_brokers_is_live_and_goes_on_when_they_are_there() throws Exception {
        // Given
        int port = KafkaBroker.freePort();
        Endpoints endpoints = new Endpoints(KafkaBroker.freePort());
        try (Worker worker = Worker.start(
                folder, "localhost:" + port, "cutmix.broker-timeout=2s", "quarkus.http.port=" + endpoints.port())) {
            await().atMost(PATIENCE).until(() -> worker.out()
                    .contains("Waiting for Kafka at localhost:" + port + ", which does not answer yet"));
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(endpoints.status("health/ready")).isEqualTo(503);

            // When
            Path home = Path.of("../launcher/broker/target/broker");
            try (KafkaBroker broker = KafkaBroker.start(home, folder.resolve("broker"), port)) {

                // Then
                await().atMost(PATIENCE).until(() -> worker.out().contains("Waiting for the loader"));
                assertThat(worker.out()).contains("Kafka at " + broker.bootstrapServers() + " answers");
                assertThat(worker.err()).isEmpty();
            }
        }
    }

    @Test
    void a_worker_that_waits_for_brokers_ends_when_it_is_told_to() throws Exception {
        try (Worker worker = Worker.start(folder, "localhost:" + KafkaBroker.freePort())) {
            await().atMost(PATIENCE).until(() -> worker.out().contains("Waiting for Kafka"));

            // When
            worker.stop();

            // Then
            assertThat(worker.exitCode()).isEqualTo(143);
            assertThat(worker.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource
    void brokers_without_the_protocol_of_the_group_end_a_worker_with_one_line(
            Map<String, String> properties, List<String> format) throws Exception {
        BrokerSecurity classic = new BrokerSecurity("PLAINTEXT", properties, format, Map.of());
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("classic"), classic);
                WorkerTopics pipeline = new WorkerTopics(broker.bootstrapServers(), "")) {
            pipeline.open(RandomSamples.of(40, 1, 1));

            // When
            try (Worker worker = Worker.start(folder, broker.bootstrapServers(), "kafka.group.protocol=consumer")) {

                // Then
                assertThat(worker.exitCode()).isEqualTo(2);
                assertThat(worker.err().lines())
                        .singleElement()
                        .asString()
                        .startsWith("error: Kafka at " + broker.bootstrapServers() + " does not support")
                        .contains("KAFKA_GROUP_PROTOCOL");
            }
        }
    }

    static List<Arguments> brokers_without_the_protocol_of_the_group_end_a_worker_with_one_line() {
        return List.of(
                Arguments.of(Map.of(), List.of("--feature", "group.version=0")),
                Arguments.of(Map.of("group.coordinator.rebalance.protocols", "classic"), List.of()));
    }

    @Test
    void a_variable_of_a_channel_that_does_not_exist_is_named() throws Exception {
        Map<String, String> variables = Map.of("MP_MESSAGING_OUTGOING_MIXED_COMPRESSION_TYPE", "zip");

        try (Worker worker = Worker.start(folder, "localhost:" + KafkaBroker.freePort(), variables)) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: MP_MESSAGING_OUTGOING_MIXED_COMPRESSION_TYPE is for a channel that");
        }
    }

    @Test
    void a_property_of_a_channel_that_does_not_exist_is_named() throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.properties"), "mp.messaging.outgoing.mixed.compression.type=zip\n");

        try (Worker worker =
                Worker.start(folder, "localhost:" + KafkaBroker.freePort(), "smallrye.config.locations=" + file)) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: mp.messaging.outgoing.mixed.compression.type is for a channel that");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void acknowledgments_of_fewer_brokers_are_refused_even_without_idempotence(String acks) throws Exception {
        Map<String, String> variables = Map.of(
                "MP_MESSAGING_OUTGOING_IMAGES_CUTMIX_ACKS",
                acks,
                "MP_MESSAGING_OUTGOING_IMAGES_CUTMIX_ENABLE_IDEMPOTENCE",
                "false");

        try (Worker worker = Worker.start(folder, "localhost:" + KafkaBroker.freePort(), variables)) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: a Kafka producer refuses its settings: Must set acks to all");
        }
    }
}
