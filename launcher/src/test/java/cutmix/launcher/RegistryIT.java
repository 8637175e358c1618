package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.broker.KafkaBroker;
import cutmix.broker.SchemaRegistry;
import cutmix.launcher.fixture.LaunchedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryIT {

    private static final int TRAIN = 330;

    @TempDir
    Path folder;

    @Test
    void a_reader_that_knows_the_registry_alone_decodes_the_mixed_images() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
                SchemaRegistry registry = SchemaRegistry.start(folder.resolve("registry"))) {
            // Given
            train(broker, registry.url());

            // When
            List<ConsumerRecord<byte[], byte[]>> consumed = consume(broker, "images.cutmix", TRAIN);
            List<GenericRecord> images = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> message : consumed) {
                images.add(decode(registry.confluentUrl(), message.value()));
            }

            // Then
            assertThat(images)
                    .extracting(image -> image.get("position"))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, TRAIN).boxed().toList());
            assertThat(images).allSatisfy(RegistryIT::isMixedByItsBox);
            assertThat(documentedProgram(broker, registry.url())).hasSize(TRAIN).allSatisfy(line -> assertThat(line)
                    .startsWith("epoch 1, position "));
            assertThat(get(registry.confluentUrl() + "/subjects"))
                    .extracting(JsonNode::asText)
                    .contains("dataset.info-value", "images.train-value", "images.test-value", "images.cutmix-value");
        }
    }

    private void train(KafkaBroker broker, URI registry) throws Exception {
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                Map.of("CUTMIX_REGISTRY_URL", registry.toString()),
                "run",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--out",
                "out",
                "--train-limit",
                "" + TRAIN,
                "--test-limit",
                "50",
                "--epochs",
                "1",
                "--depth",
                "8")) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("With CutMix", "Without CutMix").doesNotContain("warning: ");
            assertThat(folder.resolve("out/preview.png")).isNotEmptyFile();
        }
    }

    /** The lines of the program in docs/guide/java.md. */
    private List<String> documentedProgram(KafkaBroker broker, URI registry) throws Exception {
        Path home = Path.of("..").toAbsolutePath().normalize();
        for (String part : List.of("launcher", "docs")) {
            Files.createSymbolicLink(folder.resolve(part), home.resolve(part));
        }
        String command = ReadmeCommands.beginningWith("CUTMIX_REGISTRY_URL=")
                .replace("http://localhost:8081/apis/registry/v3", registry.toString())
                .replace("localhost:9092", broker.bootstrapServers());
        try (LaunchedProcess program = LaunchedProcess.shell(folder, Map.of(), command)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            return program.out().lines().toList();
        }
    }

    /** The second image's weight is the area share of the clipped box: CutMix, section 3.1. */
    private static void isMixedByItsBox(GenericRecord image) {
        ByteBuffer pixels = (ByteBuffer) image.get("pixels");
        assertThat(pixels.remaining()).isEqualTo(32 * 32 * 3);
        GenericRecord box = (GenericRecord) image.get("box");
        double area = (int) box.get("width") * (int) box.get("height") / (32.0 * 32.0);
        List<Float> weights = ((List<?>) image.get("softLabel"))
                .stream().map(Float.class::cast).filter(weight -> weight > 0).toList();
        if (weights.size() == 2) {
            assertThat(weights).anySatisfy(weight -> assertThat((double) weight).isEqualTo(area));
        }
        assertThat(weights.stream().mapToDouble(Float::doubleValue).sum()).isEqualTo(1);
    }

    /** The layout from Confluent's documentation of the wire format: a zero byte, the schema's id, the binary body. */
    private static GenericRecord decode(URI registry, byte[] value) throws IOException, InterruptedException {
        ByteBuffer frame = ByteBuffer.wrap(value);
        assertThat(frame.get()).isZero();
        Schema schema = new Schema.Parser()
                .parse(get(registry + "/schemas/ids/" + frame.getInt())
                        .get("schema")
                        .asText());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, frame.position(), frame.remaining(), null));
    }

    private static JsonNode get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    private static List<ConsumerRecord<byte[], byte[]>> consume(KafkaBroker broker, String topic, int atLeast) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "reader",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        List<ConsumerRecord<byte[], byte[]>> consumed = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (consumed.size() < atLeast) {
                consumer.poll(Duration.ofSeconds(1)).forEach(consumed::add);
            }
        }
        return consumed;
    }
}
