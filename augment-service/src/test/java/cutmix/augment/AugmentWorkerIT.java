package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.augment.mixing.MixingRecipe;
import cutmix.broker.KafkaBroker;
import cutmix.support.BrokerExtension;
import cutmix.support.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentWorkerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path METERS_OF_THE_DASHBOARD = Path.of("src/test/resources/dashboard-meters.txt");

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
    void one_worker_writes_every_sample_once_as_the_mixer_computes_it() throws Exception {
        // Given
        pipeline.open(samples);
        pipeline.load(samples, 1, 2);

        // When
        try (Worker worker = pipeline.startWorker(folder)) {
            pipeline.group().awaitCommitted(samples, 2);
            worker.stop();

            // Then
            assertThat(worker.exitCode()).isIn(0, 143);
            assertThat(worker.out()).contains("mixed 2,060 samples", "partitions 0 1 2 3");
            assertThat(worker.err()).isEmpty();
        }
        assertThat(pipeline.mixedRecords(4)).isEqualTo(2_060);
        new ExpectedImages(samples, MixingRecipe.builder().build()).assertWrittenInOrder(pipeline, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void workers_that_join_and_die_write_the_same_bytes(String protocol) throws Exception {
        // Given
        RandomSamples many = RandomSamples.of(1_030, 4, 30);
        String[] settings = {
            "cutmix.augment.block-size=40",
            "cutmix.augment.flip-probability=0.5",
            "cutmix.augment.crop-padding=4",
            "mp.messaging.incoming.images-train.max.poll.records=33",
            // With the protocol consumer, the brokers set the timeout.
            protocol.equals("classic") ? "mp.messaging.incoming.images-train.session.timeout.ms=6000" : "unused=",
            "kafka.group.protocol=" + protocol
        };
        pipeline.open(many);
        pipeline.load(many, 1, 1);

        try (Worker first = pipeline.startWorker(folder, settings);
                Worker second = pipeline.startWorker(folder, settings);
                Worker third = pipeline.startWorker(folder, settings)) {
            pipeline.group().awaitCommitted(many, 1);

            // When
            pipeline.load(many, 2, 15);
            await().pollInterval(Duration.ofMillis(10)).until(() -> pipeline.mixedRecords(4) > 2_000);
            second.kill();
            try (Worker again = pipeline.startWorker(folder, settings)) {
                pipeline.load(many, 16, 30);
                pipeline.group().awaitCommitted(many, 30);
                assertThat(Stream.of(first.err(), third.err(), again.err())).allMatch(err -> !err.contains("error:"));
            }
        }

        // Then
        new ExpectedImages(
                        many,
                        MixingRecipe.builder()
                                .blockSize(40)
                                .flipProbability(0.5)
                                .cropPadding(4)
                                .build())
                .assertWrittenInOrder(pipeline, 30);
    }

    @Test
    void a_worker_finds_topics_that_are_created_after_its_start() throws Exception {
        try (Worker worker = pipeline.startWorker(folder)) {
            // Given
            await().atMost(PATIENCE).until(() -> worker.out().contains("Waiting for the loader"));
            pipeline.describe(samples);
            await().atMost(PATIENCE).until(() -> pipeline.group().isStable());

            // When
            pipeline.createImageTopics(4);
            pipeline.load(samples, 1, 2);

            // Then
            await().atMost(Duration.ofSeconds(10)).until(() -> pipeline.mixedRecords(4) == 2_060);
            assertThat(worker.err()).isEmpty();
        }
    }

    @Test
    void a_worker_starts_at_the_start_of_a_block_whatever_the_committed_offset() throws Exception {
        // Given: blocks of 36 or 37 records
        pipeline.open(samples);
        pipeline.load(samples, 1, 1);
        pipeline.group().commit(0, 100);

        // When
        try (Worker worker = pipeline.startWorker(folder, "cutmix.augment.block-size=40")) {
            pipeline.group().awaitCommitted(samples, 1);
            assertThat(worker.err()).isEmpty();
        }

        // Then
        assertThat(pipeline.values(0))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(new ExpectedImages(
                                samples, MixingRecipe.builder().blockSize(40).build())
                        .values(0, 73, 258));
    }

    @Test
    void images_can_be_flipped_and_cropped_without_being_mixed() throws Exception {
        // Given
        pipeline.open(samples);
        pipeline.load(samples, 1, 1);

        // When
        try (Worker worker = pipeline.startWorker(
                folder,
                "cutmix.augment.probability=0",
                "cutmix.augment.flip-probability=0.5",
                "cutmix.augment.crop-padding=4")) {
            pipeline.group().awaitCommitted(samples, 1);
            assertThat(worker.err()).isEmpty();
        }

        // Then
        new ExpectedImages(
                        samples,
                        MixingRecipe.builder()
                                .probability(0)
                                .flipProbability(0.5)
                                .cropPadding(4)
                                .build())
                .assertWrittenInOrder(pipeline, 1);
    }

    @Test
    void health_and_meters_follow_the_work() throws Exception {
        Endpoints endpoints = new Endpoints(KafkaBroker.freePort());
        try (Worker worker = pipeline.startWorker(folder, "quarkus.http.port=" + endpoints.port())) {
            // Given
            await().atMost(PATIENCE).until(() -> worker.out().contains("Waiting for the loader"));
            assertThat(endpoints.status("health/started")).isEqualTo(200);
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(endpoints.status("health/ready")).isEqualTo(503);

            // When
            pipeline.open(samples);
            pipeline.load(samples, 1, 2);
            pipeline.group().awaitCommitted(samples, 2);

            // Then
            await().atMost(PATIENCE).until(() -> endpoints.status("health/ready") == 200);
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(endpoints.meters()).containsAll(Files.readAllLines(METERS_OF_THE_DASHBOARD));
            assertThat(endpoints
                            .metersAs("application/openmetrics-text; version=1.0.0")
                            .body())
                    .contains("cutmix_samples_mixed_total")
                    .endsWith("# EOF\n");
            assertThat(endpoints.meter("cutmix_samples_mixed_total")).isEqualTo(2_060);
            assertThat(endpoints.meter("cutmix_partitions_assigned")).isEqualTo(4);
            assertThat(endpoints.meter("cutmix_blocks_in_flight")).isBetween(0.0, 8.0);
            // Kafka provides this meter while records arrive.
            assertThat(endpoints.meter("kafka_consumer_fetch_manager_records_lag_max"))
                    .matches(lag -> lag >= 0 || Double.isNaN(lag));
            assertThat(worker.err()).isEmpty();
        }
    }
}
