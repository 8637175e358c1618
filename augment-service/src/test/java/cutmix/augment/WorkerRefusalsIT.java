package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.support.BrokerExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings and surroundings with which a worker ends with one line. */
class WorkerRefusalsIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    /** Slices of 258, 258, 257 and 257 records. */
    private final RandomSamples samples = RandomSamples.of(1_030, 4, 2);

    private WorkerTopics pipeline;

    @BeforeEach
    void openPipeline(TestInfo test) {
        pipeline = new WorkerTopics(BROKER.bootstrapServers(), Worker.prefix(test));
    }

    @AfterEach
    void closePipeline() {
        pipeline.close();
    }

    @Test
    void a_broker_that_does_not_answer_is_named() throws Exception {
        try (Worker worker = Worker.start(folder, "localhost:1", "cutmix.start-timeout=0s")) {
            assertThat(worker.exitCode()).isEqualTo(1);
            assertOneError(
                    worker,
                    "Kafka at localhost:1 did not answer within 10 s: start it, or set KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.compression.type=nonsense",
                "kafka.security.protocol=FOO",
                "mp.messaging.incoming.images-train.fetch.min.bytes=abc"
            })
    void a_setting_that_a_kafka_client_refuses_is_a_usage_error(String setting) throws Exception {
        try (Worker worker = pipeline.startWorker(folder, setting)) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .matches("error: a Kafka .* refuses its settings: Invalid value .*")
                    .contains(setting.replaceAll(".*=", ""));
        }
    }

    @Test
    void a_setting_out_of_range_is_named() throws Exception {
        try (Worker worker = pipeline.startWorker(folder, "cutmix.augment.alpha=-1")) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertOneError(worker, "cutmix.augment.alpha is -1.0, but must lie in [0.001, 1000]");
        }
    }

    @Test
    void a_padding_for_which_the_images_are_too_small_is_named() throws Exception {
        // Given
        pipeline.open(samples);

        // When
        try (Worker worker = pipeline.startWorker(folder, "cutmix.augment.crop-padding=6")) {

            // Then
            assertThat(worker.exitCode()).isEqualTo(2);
            assertOneError(
                    worker,
                    "cutmix.augment.crop-padding is 6, but must be less than 6: the images of dataset samples are 8 x 6");
        }
    }

    @Test
    void a_port_that_is_in_use_is_reported_in_one_line() throws Exception {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

                // When
                Worker worker = pipeline.startWorker(folder, "quarkus.http.port=" + other.getLocalPort())) {

            // Then
            assertThat(worker.exitCode()).isEqualTo(1);
            assertOneError(worker, "port " + other.getLocalPort() + " is in use: set QUARKUS_HTTP_PORT");
        }
    }

    private static void assertOneError(Worker worker, String message) throws Exception {
        assertThat(worker.err().lines()).singleElement().asString().startsWith("error: " + message);
    }
}
