package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.augment.block.Block;
import cutmix.augment.block.BlockLayout;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.broker.KafkaBroker;
import cutmix.schemas.MixedImage;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.support.Endpoints;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentWorkerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path METERS_OF_THE_DASHBOARD = Path.of("src/test/resources/dashboard-meters.txt");

    @TempDir
    static Path folder;

    static KafkaBroker broker;

    /** Slices of 258, 258, 257 and 257 records. */
    private final Samples samples = Samples.of(1_030, 4, 2);

    private Pipeline pipeline;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void openPipeline(TestInfo test) {
        pipeline = new Pipeline(broker.bootstrapServers(), Worker.prefix(test));
    }

    @AfterEach
    void closePipeline() {
        pipeline.close();
    }

    @Test
    void one_worker_writes_every_sample_once_as_the_mixer_has_it() throws Exception {
        // Given
        pipeline.open(samples);
        pipeline.load(samples, 1, 2);

        // When
        try (Worker worker = start()) {
            awaitCommitted(samples, 2);
            worker.stop();

            // Then
            assertThat(worker.exitCode()).isIn(0, 143);
            assertThat(worker.out()).contains("mixed 2,060 samples", "partitions 0 1 2 3");
            assertThat(worker.err()).isEmpty();
        }
        assertThat(pipeline.mixedRecords(4)).isEqualTo(2_060);
        assertMixedInOrder(samples, MixingRecipe.builder().build(), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void workers_that_come_and_die_write_the_same_bytes(String protocol) throws Exception {
        // Given
        Samples many = Samples.of(1_030, 4, 30);
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

        try (Worker first = start(settings);
                Worker second = start(settings);
                Worker third = start(settings)) {
            awaitCommitted(many, 1);

            // When
            pipeline.load(many, 2, 15);
            await().pollInterval(Duration.ofMillis(10)).until(() -> pipeline.mixedRecords(4) > 2_000);
            second.kill();
            try (Worker again = start(settings)) {
                pipeline.load(many, 16, 30);
                awaitCommitted(many, 30);
                assertThat(Stream.of(first.err(), third.err(), again.err())).allMatch(err -> !err.contains("error:"));
            }
        }

        // Then
        assertMixedInOrder(
                many,
                MixingRecipe.builder()
                        .blockSize(40)
                        .flipProbability(0.5)
                        .cropPadding(4)
                        .build(),
                30);
    }

    @Test
    void a_worker_finds_topics_that_are_made_after_it_started() throws Exception {
        try (Worker worker = start()) {
            // Given
            await().atMost(PATIENCE).until(() -> worker.out().contains("Waiting for the loader"));
            pipeline.describe(samples);
            await().atMost(PATIENCE).until(pipeline::workerIsWaiting);

            // When
            pipeline.createImageTopics(4);
            pipeline.load(samples, 1, 2);

            // Then
            await().atMost(Duration.ofSeconds(10)).until(() -> pipeline.mixedRecords(4) == 2_060);
            assertThat(worker.err()).isEmpty();
        }
    }

    @Test
    void a_worker_begins_at_the_start_of_a_block_wherever_the_offset_lies() throws Exception {
        // Given: blocks of 36 or 37 records
        pipeline.open(samples);
        pipeline.load(samples, 1, 1);
        pipeline.commit(0, 100);

        // When
        try (Worker worker = start("cutmix.augment.block-size=40")) {
            awaitCommitted(samples, 1);
            assertThat(worker.err()).isEmpty();
        }

        // Then
        assertThat(pipeline.values(0))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(
                        mixed(samples, 0, MixingRecipe.builder().blockSize(40).build(), 73, 258));
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
    void a_setting_that_a_kafka_client_refuses_ends_the_worker_as_a_mistake(String setting) throws Exception {
        try (Worker worker = start(setting)) {
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
        try (Worker worker = start("cutmix.augment.alpha=-1")) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertOneError(worker, "cutmix.augment.alpha is -1.0, but must lie in [0.001, 1000]");
        }
    }

    @Test
    void a_padding_for_which_the_images_are_too_small_is_named() throws Exception {
        // Given
        pipeline.open(samples);

        // When
        try (Worker worker = start("cutmix.augment.crop-padding=6")) {

            // Then
            assertThat(worker.exitCode()).isEqualTo(2);
            assertOneError(
                    worker,
                    "cutmix.augment.crop-padding is 6, but must be less than 6: the images of dataset samples are 8 x 6");
        }
    }

    @Test
    void images_can_be_flipped_and_cropped_without_being_mixed() throws Exception {
        // Given
        pipeline.open(samples);
        pipeline.load(samples, 1, 1);

        // When
        try (Worker worker = start(
                "cutmix.augment.probability=0",
                "cutmix.augment.flip-probability=0.5",
                "cutmix.augment.crop-padding=4")) {
            awaitCommitted(samples, 1);
            assertThat(worker.err()).isEmpty();
        }

        // Then
        assertMixedInOrder(
                samples,
                MixingRecipe.builder()
                        .probability(0)
                        .flipProbability(0.5)
                        .cropPadding(4)
                        .build(),
                1);
    }

    @Test
    void health_and_meters_follow_the_work() throws Exception {
        Endpoints endpoints = new Endpoints(KafkaBroker.freePort());
        try (Worker worker = start("quarkus.http.port=" + endpoints.port())) {
            // Given
            await().atMost(PATIENCE).until(() -> worker.out().contains("Waiting for the loader"));
            assertThat(endpoints.status("health/started")).isEqualTo(200);
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(endpoints.status("health/ready")).isEqualTo(503);

            // When
            pipeline.open(samples);
            pipeline.load(samples, 1, 2);
            awaitCommitted(samples, 2);

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

    @Test
    void a_port_that_is_in_use_is_said_in_one_line() throws Exception {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

                // When
                Worker worker = start("quarkus.http.port=" + other.getLocalPort())) {

            // Then
            assertThat(worker.exitCode()).isEqualTo(1);
            assertOneError(worker, "port " + other.getLocalPort() + " is in use: set QUARKUS_HTTP_PORT");
        }
    }

    private Worker start(String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("cutmix.topic-prefix=" + pipeline.topics().prefix());
        return Worker.start(folder, broker.bootstrapServers(), all.toArray(new String[0]));
    }

    private void awaitCommitted(Samples loaded, int epochs) {
        Map<Integer, Long> ends = new TreeMap<>();
        for (int partition = 0; partition < 4; partition++) {
            ends.put(partition, loaded.layout().endOffset(partition, epochs));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(ends));
    }

    /** Checks that repeated records equal the earlier ones, and that new records are in order. */
    private void assertMixedInOrder(Samples loaded, MixingRecipe recipe, int epochs) {
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        for (int partition = 0; partition < 4; partition++) {
            List<byte[]> expected =
                    mixed(loaded, partition, recipe, 0, loaded.layout().endOffset(partition, epochs));
            int next = 0;
            for (byte[] value : pipeline.values(partition)) {
                MixedImage sample = deserializer.deserialize("t", value);
                int place = (int) loaded.layout().offset(new SamplePosition(sample.getEpoch(), sample.getPosition()));
                assertThat(place).isLessThanOrEqualTo(next);
                assertThat(value).isEqualTo(expected.get(place));
                next = Math.max(next, place + 1);
            }
            assertThat(next).isEqualTo(expected.size());
        }
    }

    private static List<byte[]> mixed(Samples loaded, int partition, MixingRecipe recipe, long start, long end) {
        AvroSerializer<MixedImage> serializer = new AvroSerializer<>(MixedImage.class);
        BlockLayout layout = new BlockLayout(loaded.layout(), recipe.blockSize());
        BlockMixer mixer = new BlockMixer(loaded.dataset(), recipe);
        List<byte[]> mixed = new ArrayList<>();
        long at = start;
        while (at < end) {
            Block block = layout.blockAt(partition, at);
            mixer.mix(loaded.of(block)).forEach(sample -> mixed.add(serializer.serialize("t", sample)));
            at = block.end();
        }
        return mixed;
    }

    private static void assertOneError(Worker worker, String message) throws Exception {
        assertThat(worker.err().lines()).singleElement().asString().startsWith("error: " + message);
    }
}
