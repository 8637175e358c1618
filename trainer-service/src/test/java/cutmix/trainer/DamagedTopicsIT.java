package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.broker.KafkaBroker;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.trainer.fixture.EventStream;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import cutmix.trainer.metrics.MetricsReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reads topics with damaged records: readers of metrics and the live page skip the records and name each of them once.
 */
class DamagedTopicsIT extends RunningBroker {

    private static final String PREFIX = "damaged.";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final EpochMetrics EPOCH = EpochMetrics.newBuilder()
            .setRun("whole")
            .setPath("cutmix")
            .setRecipe("keras")
            .setSeed(1)
            .setEpoch(1)
            .setEpochs(2)
            .setSamples(96)
            .setLoss(2)
            .setAccuracy(0.25)
            .setValLoss(1)
            .setValAccuracy(0.5)
            .setSeconds(4)
            .setSamplesPerSecond(24)
            .setDataWaitShare(0)
            .setLearningRate(0.001)
            .setValConfusion(List.of(1, 2, 3))
            .build();

    @BeforeAll
    static void write() throws Exception {
        Map<SamplePosition, byte[]> mixed = Map.of(
                new SamplePosition(2, 90),
                LoadedTopics.withLength(LoadedTopics.mixed(2, 90), 2, 90, "f0ffffff0f"),
                new SamplePosition(2, 91),
                LoadedTopics.withLength(LoadedTopics.mixed(2, 91), 2, 91, "09"),
                new SamplePosition(2, 93),
                LoadedTopics.mixed(-1, 93));
        new LoadedTopics(broker.bootstrapServers(), PREFIX).writeWith(Map.of(PREFIX + "images.cutmix", mixed));
        String whole = EpochMetricsJson.write(EPOCH);
        String steps = "training.steps";
        publish("training.metrics", whole.replace("\"val_loss\":1.0", "\"val_loss\":\"NaN\""));
        publish("training.metrics", whole.replace("\"val_loss\":1.0", "\"val_loss\":1e999"));
        publish("training.metrics", "[".repeat(100_000));
        publish("training.metrics", whole);
        publish("training.metrics", (byte[]) null);
        publish(steps, "{\"run\":\"whole\"");
        publish(steps, "\u001b[2J");
        DatasetInfo impossible = DatasetInfo.newBuilder(LoadedTopics.info())
                .setPartitions(Integer.MAX_VALUE)
                .build();
        publish("dataset.info", new AvroSerializer<>(DatasetInfo.class).serialize("", impossible));
    }

    @Test
    void the_live_page_shows_what_is_left() throws Exception {
        // Given
        int port = KafkaBroker.freePort();
        Map<String, String> environment =
                Map.of("CUTMIX_TOPIC_PREFIX", PREFIX, "QUARKUS_HTTP_PORT", String.valueOf(port));
        try (TrainerProcess page = start(environment, "page");
                EventStream events =
                        await().atMost(PATIENCE).ignoreExceptions().until(() -> EventStream.of(port), any -> true)) {

            // Then
            await().atMost(PATIENCE).until(() -> events.events("samples").stream()
                    .anyMatch(samples -> !samples.get("samples").isEmpty()));
            JsonNode samples = events.events("samples").get(0).get("samples");
            assertThat(samples.valueStream().map(sample -> sample.get("id").asText()))
                    .contains("2-89", "2-92", "2-94", "2-95")
                    .doesNotContain("2-90", "2-91", "2-93");
            JsonNode run = events.events("history").get(0).get(0);
            assertThat(run.get("run").asText()).isEqualTo("whole");
            assertThat(run.get("points")).hasSize(1);
            assertThat(run.get("classes").isNull()).isTrue();

            // When
            publish(
                    "training.metrics",
                    EpochMetricsJson.write(
                            EpochMetrics.newBuilder(EPOCH).setEpoch(2).build()));

            // Then
            await().atMost(PATIENCE).until(() -> !events.events("changes").isEmpty());
            assertThat(page.err())
                    .hasSize(10)
                    .noneMatch(line -> line.startsWith("\tat "))
                    .allMatch(line -> line.contains("The live page: topic damaged.") && line.endsWith(")"))
                    .anyMatch(line -> line.contains(
                                    "topic damaged.images.cutmix, partition 2, offset 46: the record is skipped (a value of ")
                            && line.endsWith(": 2147483640 bytes are announced, 198 bytes are left)"))
                    .anyMatch(line -> line.contains(
                            "topic damaged.images.cutmix, partition 3, offset 46: the record is skipped (a value of "))
                    .anyMatch(line -> line.contains(
                            "topic damaged.images.cutmix, partition 1, offset 47: the record is skipped (it is not"))
                    .anyMatch(line -> line.contains(
                            "topic damaged.dataset.info, partition 0, offset 1: the record is skipped (a dataset with the"
                                    + " number of partitions 2147483647 is impossible"))
                    .anyMatch(line -> line.contains("topic damaged.training.steps, partition 0, offset 1: the record"
                            + " is skipped (not an StepMetrics: \\u001b[2J"));
        }
    }

    @Test
    void tail_shows_what_is_left() throws Exception {
        try (TrainerProcess tail = start(Map.of("CUTMIX_TOPIC_PREFIX", PREFIX), "tail", "--no-follow")) {
            assertThat(tail.exitCode()).isZero();
            assertThat(tail.out())
                    .anyMatch(line -> line.startsWith("whole "))
                    .noneMatch(line -> line.contains("skipped ("));
            assertThat(tail.err())
                    .hasSize(4)
                    .anyMatch(line -> line.startsWith(skipped(0) + "not an EpochMetrics: {"))
                    .anyMatch(line -> line.startsWith(skipped(1) + "not an EpochMetrics: {"))
                    .anyMatch(
                            line -> line.startsWith(skipped(2) + "not an EpochMetrics: [[[[") && line.length() < 1_200)
                    .anyMatch(line -> line.equals(skipped(4) + "no value)"));
        }
    }

    @Test
    void a_trainer_that_resumes_finds_the_published_epochs_that_are_left() {
        List<String> lines = new ArrayList<>();
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (MetricsReader reader =
                MetricsReader.open(client, PREFIX + "training.metrics", Duration.ofSeconds(10), lines::add)) {
            assertThat(reader.epochs("whole", EPOCH.getRunId(), 0)).contains(1);
            assertThat(reader.epochs("whole", "another run", 0)).isEmpty();
            assertThat(lines).hasSize(4).allMatch(line -> line.contains(": the record is skipped ("));
        }
    }

    @Test
    void tail_waits_for_a_metrics_topic_that_is_created_later() throws Exception {
        // Given
        try (TrainerProcess tail = start(Map.of("CUTMIX_TOPIC_PREFIX", PREFIX + "later."), "tail")) {
            String topic = PREFIX + "later.training.metrics";
            await().atMost(PATIENCE).until(() -> tail.err()
                    .contains("Waiting for topic " + topic + ", which does not exist yet: the loader creates it"));

            // When
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                        .all()
                        .get();
            }
            publish("later.training.metrics", EpochMetricsJson.write(EPOCH));

            // Then
            await().atMost(PATIENCE).until(() -> tail.out().stream().anyMatch(line -> line.startsWith("whole ")));
        }
    }

    @Test
    void tail_names_a_metrics_topic_that_is_not_created_in_time() throws Exception {
        Map<String, String> environment =
                Map.of("CUTMIX_TOPIC_PREFIX", PREFIX + "never.", "CUTMIX_START_TIMEOUT", "2s");
        try (TrainerProcess tail = start(environment, "tail")) {
            assertThat(tail.exitCode()).isEqualTo(1);
            assertThat(tail.err())
                    .last()
                    .isEqualTo("error: topic " + PREFIX + "never.training.metrics does not exist: start the loader, or "
                            + "run ./cutmix topics create");
        }
    }

    private static String skipped(long offset) {
        return "topic damaged.training.metrics, partition 0, offset " + offset + ": the record is skipped (";
    }

    private static void publish(String topic, String value) {
        publish(topic, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void publish(String topic, byte[] value) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(PREFIX + topic, "whole", value));
        }
    }
}
