package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.broker.KafkaBroker;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.trainer.fixture.EventStream;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Requests the live page of the built service as a browser does. */
class LivePageIT extends RunningBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void it_tells_the_history_what_comes_and_the_pictures_of_mixed_samples() throws Exception {
        // Given
        publish("", metrics("told", 1));
        int port = KafkaBroker.freePort();
        try (TrainerProcess page = page(port);
                EventStream events = connect(port)) {

            // Then
            await().atMost(PATIENCE).until(() -> epochs(events.events("history"), "told"), List.of(1)::equals);

            // When
            publish("", metrics("told", 2));

            // Then
            await().atMost(PATIENCE).until(() -> epochs(events.events("changes"), "told"), List.of(2)::equals);
            await().atMost(PATIENCE).until(() -> !events.events("samples").isEmpty());
            JsonNode sample = events.events("samples").get(0).at("/samples/0");
            assertThat(sample.at("/labels/0/weight").asDouble()).isEqualTo(0.75);
            HttpResponse<byte[]> picture =
                    get(port, "/live/samples/" + sample.get("id").asText() + ".png");
            assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(picture.body()).startsWith(0x89, 'P', 'N', 'G');
            assertThat(get(port, "/live/samples/99-99.png").statusCode()).isEqualTo(404);
            JsonNode pipeline =
                    events.events("pipeline").get(events.events("pipeline").size() - 1);
            assertThat(pipeline.get("lag").asLong()).isEqualTo((long) LoadedTopics.EPOCHS * LoadedTopics.TRAIN_SIZE);
            assertThat(pipeline.get("workers").asInt()).isZero();
            assertThat(page.err()).isEmpty();
        }
    }

    @Test
    void it_takes_nothing_from_elsewhere_and_nobody_can_write() throws Exception {
        // Given
        int port = KafkaBroker.freePort();
        try (TrainerProcess page = page(port)) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> get(port, "/").statusCode() == 200);

            // Then
            await().atMost(PATIENCE).until(() -> page.out().contains("Live page: http://127.0.0.1:" + port + "/"));
            HttpResponse<byte[]> answer = get(port, "/");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/live/events"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(post, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(405);

            // When
            page.terminate();

            // Then
            assertThat(page.endsWithin(20)).isTrue();
            assertThat(page.err()).isEmpty();
        }
    }

    @Test
    void a_trainer_serves_it_with_its_steps() throws Exception {
        // Given: a training that lasts longer than two updates of the page
        int port = KafkaBroker.freePort();
        Map<String, String> environment = Map.of("QUARKUS_HTTP_PORT", String.valueOf(port));
        try (TrainerProcess train =
                        start(environment, "train", "--depth", "164", "--batch-size", "1", "--run", "steps");
                EventStream events = connect(port)) {

            // Then
            await().atMost(PATIENCE).until(() -> events.events("changes").stream()
                    .flatMap(change -> change.valueStream())
                    .anyMatch(run -> run.get("run").asText().equals("steps")
                            && !run.get("steps").isEmpty()));
            await().atMost(PATIENCE)
                    .until(() -> events.events("samples").stream().anyMatch(LivePageIT::isOfTraining));

            // When: it is told to end while a browser is connected
            train.terminate();

            // Then
            assertThat(train.endsWithin(20)).isTrue();
        }
    }

    @Test
    void brokers_that_were_away_are_read_again() throws Exception {
        // Given
        Path home = Path.of(System.getProperty(KafkaBroker.HOME_PROPERTY));
        int brokerPort = KafkaBroker.freePort();
        int port = KafkaBroker.freePort();
        KafkaBroker other = KafkaBroker.start(home, folder.resolve("other"), brokerPort);
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", other.bootstrapServers(), "QUARKUS_HTTP_PORT", String.valueOf(port));
        try (TrainerProcess page = start(environment, "page");
                EventStream events = connect(port)) {
            await().atMost(PATIENCE).until(() -> !events.events("history").isEmpty());

            // When
            other.close();
            await().atMost(PATIENCE)
                    .until(() -> !last(events, "pipeline").get("connected").asBoolean());
            int before = events.events("history").size();
            other = KafkaBroker.start(home, folder.resolve("other"), brokerPort);

            // Then
            await().atMost(PATIENCE)
                    .until(() -> last(events, "pipeline").get("connected").asBoolean());
            assertThat(events.events("history")).hasSizeGreaterThan(before);
            assertThat(page.err()).hasSize(1);
        } finally {
            other.close();
        }
    }

    @Test
    void without_the_topic_of_steps_a_run_is_trained_all_the_same() throws Exception {
        // Given
        new LoadedTopics(broker.bootstrapServers(), "older.").write();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of("older.training.steps")).all().get();
        }
        Map<String, String> environment = Map.of("CUTMIX_TOPIC_PREFIX", "older.");

        // When
        try (TrainerProcess train =
                start(environment, "train", "--depth", "8", "--batch-size", "2", "--epochs", "2", "--run", "older")) {

            // Then
            assertThat(train.exitCode()).isZero();
            assertThat(train.err()).hasSizeLessThanOrEqualTo(1);
            assertThat(MetricsLog.of(broker.bootstrapServers(), "older.", "older"))
                    .hasSize(2);
        }
    }

    @Test
    void a_page_for_all_pipelines_shows_every_run_and_the_pipeline_that_was_loaded_last() throws Exception {
        // Given: two pipelines whose prefixes start with the page's prefix
        for (String prefix : List.of("lab.first.", "lab.second.")) {
            new LoadedTopics(broker.bootstrapServers(), prefix).write();
            publish(prefix, metrics(prefix + "run", 1));
        }
        int port = KafkaBroker.freePort();
        Map<String, String> environment = Map.of(
                "CUTMIX_TOPIC_PREFIX",
                "lab.",
                "CUTMIX_TRAINER_PAGE_RUNS",
                "all",
                "QUARKUS_HTTP_PORT",
                String.valueOf(port));
        try (TrainerProcess page = start(environment, "page");
                EventStream events = connect(port)) {

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(epochs(events.events("history"), "lab.first.run")).containsExactly(1);
                assertThat(epochs(events.events("history"), "lab.second.run")).containsExactly(1);
                assertThat(events.events("samples")).isNotEmpty();
            });

            // When: a third pipeline is created
            new LoadedTopics(broker.bootstrapServers(), "lab.third.").write();
            publish("lab.third.", metrics("lab.third.run", 1));

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(Stream.of("history", "changes").map(name -> epochs(events.events(name), "lab.third.run")))
                        .contains(List.of(1));
                assertThat(epochs(events.events("history"), "lab.first.run")).containsExactly(1);
            });
            assertThat(page.err()).isEmpty();
        }
    }

    private static boolean isOfTraining(JsonNode samples) {
        return samples.get("inTraining").asBoolean() && samples.get("samples").size() == 12;
    }

    private static TrainerProcess page(int port) throws Exception {
        return start(Map.of("QUARKUS_HTTP_PORT", String.valueOf(port)), "page");
    }

    private static EventStream connect(int port) {
        return await().atMost(PATIENCE).ignoreExceptions().until(() -> EventStream.of(port), stream -> true);
    }

    private static JsonNode last(EventStream events, String name) {
        List<JsonNode> all = events.events(name);
        return all.get(all.size() - 1);
    }

    /** Returns the epochs of a run in the last of these events. */
    private static List<Integer> epochs(List<JsonNode> events, String run) {
        return events.stream()
                .skip(Math.max(0, events.size() - 1))
                .flatMap(JsonNode::valueStream)
                .filter(view -> view.get("run").asText().equals(run))
                .flatMap(view -> view.get("points").valueStream())
                .map(point -> point.get("epoch").asInt())
                .toList();
    }

    private static HttpResponse<byte[]> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void publish(String prefix, EpochMetrics metrics) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                    prefix + "training.metrics", metrics.getRun(), EpochMetricsJson.write(metrics)));
        }
    }

    private static EpochMetrics metrics(String run, int epoch) {
        return EpochMetrics.newBuilder()
                .setRun(run)
                .setPath("cutmix")
                .setRecipe("keras")
                .setSeed(1)
                .setEpoch(epoch)
                .setEpochs(3)
                .setSamples(96)
                .setLoss(2)
                .setAccuracy(0.25)
                .setValLoss(1)
                .setValAccuracy(0.5)
                .setSeconds(4)
                .setSamplesPerSecond(24)
                .setDataWaitShare(0)
                .setLearningRate(0.001)
                .build();
    }
}
