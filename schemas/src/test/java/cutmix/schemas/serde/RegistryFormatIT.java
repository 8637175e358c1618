package cutmix.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.broker.SchemaRegistry;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.failure.UserException;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the registry format with a real registry. */
class RegistryFormatIT {

    private static final LabeledImage IMAGE = LabeledImage.newBuilder()
            .setEpoch(1)
            .setPosition(2)
            .setIndex(3)
            .setLabel(4)
            .setPixels(ByteBuffer.wrap(new byte[] {5, 6, 7}))
            .build();

    @TempDir
    private static Path folder;

    private static SchemaRegistry registry;

    private final Serializer<LabeledImage> serializer = format(registry.url()).serializer(LabeledImage.class);
    private final Deserializer<LabeledImage> deserializer =
            format(registry.url()).deserializer(LabeledImage.class);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        registry = SchemaRegistry.start(folder);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void a_record_survives_the_journey() {
        assertThat(deserializer.deserialize("t", serializer.serialize("t", IMAGE)))
                .isEqualTo(IMAGE);
    }

    @Test
    void the_same_record_has_the_same_bytes_from_whatever_process() {
        // Given
        byte[] first = serializer.serialize("t", IMAGE);

        // When
        byte[] second = format(registry.url()).serializer(LabeledImage.class).serialize("t", IMAGE);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void values_of_an_earlier_schema_are_read_beside_those_of_this_one() throws IOException {
        // Given
        List<Schema> versions = SchemaVersions.of(MixedImage.getClassSchema());
        Schema withoutViews = versions.get(versions.size() - 1);
        GenericRecord mixedEarlier = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), withoutViews)
                .decode(AvroSerdeTest.SAMPLE_MIX_WITHOUT_VIEWS);
        byte[] earlier;
        try (AvroKafkaSerializer<GenericRecord> ofAnySchema = new AvroKafkaSerializer<>()) {
            ofAnySchema.configure(
                    Map.of(
                            SchemaResolverConfig.REGISTRY_URL,
                            registry.url().toString(),
                            SchemaResolverConfig.HTTP_ADAPTER,
                            "JDK",
                            SchemaResolverConfig.AUTO_REGISTER_ARTIFACT,
                            true,
                            SchemaResolverConfig.DEREFERENCE_SCHEMA,
                            true),
                    false);
            earlier = ofAnySchema.serialize("mixed", mixedEarlier);
        }

        // When
        byte[] now = format(registry.url()).serializer(MixedImage.class).serialize("mixed", AvroSerdeTest.sampleMix());

        // Then
        Deserializer<MixedImage> reader = format(registry.url()).deserializer(MixedImage.class);
        assertThat(now).hasSize(earlier.length + 6);
        assertThat(reader.deserialize("mixed", earlier)).isEqualTo(AvroSerdeTest.sampleMix());
        assertThat(reader.deserialize("mixed", now)).isEqualTo(AvroSerdeTest.sampleMix());
    }

    @Test
    void a_truncated_value_is_refused() {
        byte[] whole = serializer.serialize("t", IMAGE);

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> deserializer.deserialize("t", part)).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void a_schema_that_the_registry_lacks_is_named() {
        // Given
        byte[] value = serializer.serialize("t", IMAGE);
        ByteBuffer.wrap(value).putInt(1, 999);

        // When, Then
        assertThatThrownBy(() -> deserializer.deserialize("t", value))
                .isInstanceOf(SerializationException.class)
                .hasMessage("schema 999 is not in the schema registry at " + registry.url());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void an_id_that_no_schema_has_is_a_fault_of_the_value(int id) {
        byte[] value = serializer.serialize("t", IMAGE);
        ByteBuffer.wrap(value).putInt(1, id);

        assertThatThrownBy(() -> deserializer.deserialize("t", value))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("schema " + id + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROTOBUF | syntax = \\\"proto3\\\"; message Image { int32 epoch = 1; } | application/x-protobuf",
                "JSON | {\\\"type\\\": \\\"object\\\"} | application/json",
            })
    void a_schema_of_another_kind_is_a_fault_of_the_value(String type, String content, String contentType)
            throws IOException, InterruptedException {
        // Given
        int id = register(type, content, contentType);
        byte[] value = serializer.serialize("t", IMAGE);
        ByteBuffer.wrap(value).putInt(1, id);

        // When, Then
        assertThatThrownBy(() -> deserializer.deserialize("t", value))
                .isInstanceOf(SerializationException.class)
                .hasMessage("schema " + id + " in the schema registry at " + registry.url() + " is not an Avro schema");
    }

    @Test
    void a_length_of_two_gigabytes_is_refused() {
        // Given
        byte[] whole = serializer.serialize("t", IMAGE);
        int pixels = IMAGE.getPixels().remaining();
        byte[] value = ByteBuffer.allocate(whole.length + 4)
                .put(whole, 0, whole.length - pixels - 1)
                .put(HexFormat.of().parseHex("f0ffffff0f"))
                .put(IMAGE.getPixels().duplicate())
                .array();

        // When, Then
        assertThatThrownBy(() -> deserializer.deserialize("t", value))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("2147483640 bytes are announced, 3 bytes are left");
    }

    @Test
    void a_record_of_another_schema_is_refused() {
        byte[] info =
                format(registry.url()).serializer(DatasetInfo.class).serialize("infos", AvroSerdeTest.sampleInfo());

        assertThatThrownBy(() -> deserializer.deserialize("t", info))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("LabeledImage");
    }

    @Test
    void a_value_that_was_written_without_a_registry_is_told_from_others() {
        byte[] value = new AvroSerializer<>(LabeledImage.class).serialize("t", IMAGE);

        assertThatThrownBy(() -> deserializer.deserialize("t", value))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("written without a schema registry");
    }

    @Test
    void a_value_that_was_written_through_a_registry_is_told_from_others() {
        byte[] value = serializer.serialize("t", IMAGE);

        assertThatThrownBy(() -> new AvroDeserializer<>(LabeledImage.class).deserialize("t", value))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("set CUTMIX_REGISTRY_URL");
    }

    @Test
    void a_registry_that_does_not_answer_is_no_fault_of_the_value() {
        // Given
        URI nobody = URI.create("http://localhost:1/apis/registry/v3");
        byte[] value = serializer.serialize("t", IMAGE);

        // When, Then
        assertThatThrownBy(() -> format(nobody).deserializer(LabeledImage.class).deserialize("t", value))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "the schema registry at " + nobody + " did not answer: start it, or set CUTMIX_REGISTRY_URL");
        assertThatThrownBy(() -> format(nobody).serializer(LabeledImage.class).serialize("t", IMAGE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(nobody.toString());
    }

    @Test
    void an_address_without_a_registry_is_named() {
        URI elsewhere = registry.url().resolve("/nothing/here");

        assertThatThrownBy(
                        () -> format(elsewhere).serializer(LabeledImage.class).serialize("t", IMAGE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(elsewhere + " answered with 404");
    }

    private static RecordFormat format(URI url) {
        return RecordFormat.of(Map.of(RecordFormat.REGISTRY_URL, url.toString()));
    }

    /** Registers a schema directly, and returns its id. */
    private static int register(String type, String content, String contentType)
            throws IOException, InterruptedException {
        String request = "{\"artifactId\": \"" + type + "\", \"artifactType\": \"" + type
                + "\", \"firstVersion\": {\"content\": {\"content\": \"" + content + "\", \"contentType\": \""
                + contentType
                + "\"}}}";
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + "/groups/default/artifacts"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(request))
                                .build(),
                        BodyHandlers.ofString());
        Matcher id = Pattern.compile("\"contentId\":(\\d+)").matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return Integer.parseInt(id.group(1));
    }
}
