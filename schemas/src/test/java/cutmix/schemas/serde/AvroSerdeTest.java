package cutmix.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.View;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.metrics.ExampleMetrics;
import cutmix.schemas.metrics.StepMetricsJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeTest {

    /** A record as written by the version without views in the schema. */
    static final byte[] SAMPLE_MIX_WITHOUT_VIEWS = HexFormat.of()
            .parseHex("c301f30641396b3fe78f" + "0204060802000000000000e03f00000202040000003f0000003f0006070809");

    private static final View UNTOUCHED = new View(false, 0, 0);

    private final AvroSerializer<LabeledImage> serializer = new AvroSerializer<>(LabeledImage.class);
    private final AvroDeserializer<LabeledImage> deserializer = new AvroDeserializer<>(LabeledImage.class);

    @Property(tries = 100)
    void an_image_survives_the_journey(@ForAll int epoch, @ForAll @Size(max = 4000) byte[] pixels) {
        LabeledImage image = LabeledImage.newBuilder()
                .setEpoch(epoch)
                .setPosition(2)
                .setIndex(3)
                .setLabel(4)
                .setPixels(ByteBuffer.wrap(pixels))
                .build();

        assertThat(deserializer.deserialize("t", serializer.serialize("t", image)))
                .isEqualTo(image);
    }

    @Property(tries = 100)
    void a_truncated_value_is_refused(@ForAll @IntRange(max = 41) int length) {
        // Given
        byte[] whole = serializer.serialize(
                "t",
                LabeledImage.newBuilder()
                        .setEpoch(1)
                        .setPosition(2)
                        .setIndex(3)
                        .setLabel(4)
                        .setPixels(ByteBuffer.allocate(27))
                        .build());
        byte[] part = Arrays.copyOf(whole, Math.min(length, whole.length - 1));

        // When, Then
        assertThatThrownBy(() -> deserializer.deserialize("t", part))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("LabeledImage");
    }

    @Test
    void a_record_of_another_schema_is_refused() {
        byte[] info = new AvroSerializer<>(DatasetInfo.class).serialize("t", sampleInfo());

        assertThatThrownBy(() -> deserializer.deserialize("t", info))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("LabeledImage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DatasetInfo", "LabeledImage", "MixedImage"})
    void the_next_version_of_a_schema_reads_the_bytes_of_this_one(String name) throws IOException {
        // Given
        Schema today = schema(name);
        byte[] bytes =
                switch (name) {
                    case "DatasetInfo" -> new AvroSerializer<>(DatasetInfo.class).serialize("t", sampleInfo());
                    case "LabeledImage" ->
                        serializer.serialize(
                                "t",
                                LabeledImage.newBuilder()
                                        .setEpoch(1)
                                        .setPosition(2)
                                        .setIndex(3)
                                        .setLabel(4)
                                        .setPixels(ByteBuffer.allocate(27))
                                        .build());
                    default -> new AvroSerializer<>(MixedImage.class).serialize("t", sampleMix());
                };
        Schema next = withFieldAdded(today);

        // When
        BinaryMessageDecoder<GenericRecord> reader = new BinaryMessageDecoder<>(new GenericData(), next);
        reader.addSchema(today);
        GenericRecord read = reader.decode(bytes);

        // Then
        assertThat(read.get("added")).isEqualTo(7);
        assertThat(read.get(1)).isNotNull();
    }

    @Test
    void a_mixed_image_from_before_there_were_views_is_read_as_untouched() {
        MixedImage read = new AvroDeserializer<>(MixedImage.class).deserialize("t", SAMPLE_MIX_WITHOUT_VIEWS);

        assertThat(read).isEqualTo(sampleMix());
    }

    @Test
    void registries_find_all_versions_of_a_mixed_image_compatible_both_ways() {
        List<Schema> versions = SchemaVersions.of(MixedImage.getClassSchema());

        assertThat(versions).hasSize(3);
        assertThatNoException().isThrownBy(() -> new SchemaValidatorBuilder()
                .mutualReadStrategy()
                .validateAll()
                .validate(versions.get(0), versions));
    }

    @Test
    void the_next_version_of_the_metrics_reads_the_text_of_this_one() {
        // Given
        String line = EpochMetricsJson.write(sampleMetrics());
        Schema today = EpochMetrics.getClassSchema();
        Schema next = withFieldAdded(today);

        // When
        GenericRecord read = EpochMetricsJson.read(line, GenericData.get(), next, List.of(next, today));

        // Then
        assertThat(read.get("added")).isEqualTo(7);
        assertThat(read.get("val_accuracy")).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"skipped\":0,\"val_confusion\":[],\"run_id\":\"\",\"started\":0,\"settings\":{}",
                ",\"val_confusion\":[],\"run_id\":\"\",\"started\":0,\"settings\":{}",
                ",\"run_id\":\"\",\"started\":0,\"settings\":{}",
                ",\"started\":0,\"settings\":{}",
                ",\"settings\":{}"
            })
    void metrics_of_earlier_versions_are_read_with_what_they_lack_as_nothing(String lacking) {
        // Given
        String line = EpochMetricsJson.write(sampleMetrics()).replace(lacking, "");

        // When
        EpochMetrics read = EpochMetricsJson.read(line);

        // Then
        assertThat(line).doesNotContain("settings");
        assertThat(read).isEqualTo(sampleMetrics());
    }

    @Test
    void the_confusion_of_the_classes_comes_back() {
        // Given
        EpochMetrics metrics = EpochMetrics.newBuilder(sampleMetrics())
                .setValConfusion(List.of(3, 1, 0, 6))
                .build();

        // When
        String line = EpochMetricsJson.write(metrics);

        // Then
        assertThat(line).contains("\"val_confusion\":[3,1,0,6]");
        assertThat(EpochMetricsJson.read(line)).isEqualTo(metrics);
    }

    @Test
    void metrics_are_one_line_of_plain_json() {
        String line = EpochMetricsJson.write(sampleMetrics());

        assertThat(line).doesNotContain("\n").contains("\"val_accuracy\":0.5", "\"run\":\"r\"");
        assertThat(EpochMetricsJson.read(line)).isEqualTo(sampleMetrics());
        assertThatThrownBy(() -> EpochMetricsJson.read("{\"run\":1}")).hasMessageContaining("not an EpochMetrics");
        assertThatThrownBy(() -> EpochMetricsJson.read(null)).isInstanceOf(AvroRuntimeException.class);
    }

    @Test
    void steps_are_one_line_of_plain_json() {
        StepMetrics step =
                StepMetrics.newBuilder(ExampleMetrics.step()).clearStarted().build();

        String line = StepMetricsJson.write(step);

        assertThat(line).doesNotContain("\n").contains("\"run\":\"r\"", "\"step\":3", "\"samples_per_second\":120.5");
        assertThat(StepMetricsJson.read(line)).isEqualTo(step);
        assertThat(StepMetricsJson.read(line.replace(",\"run_id\":\"id\"", "")))
                .isEqualTo(StepMetrics.newBuilder(step).setRunId("").build());
        assertThatThrownBy(() -> StepMetricsJson.read("{\"run\":1}")).hasMessageContaining("not a");
        assertThatThrownBy(() -> StepMetricsJson.read(null)).isInstanceOf(AvroRuntimeException.class);
    }

    private static Schema schema(String name) {
        return switch (name) {
            case "DatasetInfo" -> DatasetInfo.getClassSchema();
            case "LabeledImage" -> LabeledImage.getClassSchema();
            default -> MixedImage.getClassSchema();
        };
    }

    private static Schema withFieldAdded(Schema today) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : today.getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        fields.add(new Schema.Field("added", Schema.create(Schema.Type.INT), "new", 7));
        return Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
    }

    static DatasetInfo sampleInfo() {
        return DatasetInfo.newBuilder()
                .setName("sample")
                .setFingerprint("ab")
                .setClassNames(List.of("a", "b"))
                .setHeight(3)
                .setWidth(3)
                .setChannels(3)
                .setTrainSize(10)
                .setTestSize(5)
                .setEpochs(2)
                .setPartitions(4)
                .setSeed(1L)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build();
    }

    static MixedImage sampleMix() {
        return MixedImage.newBuilder()
                .setEpoch(1)
                .setPosition(2)
                .setIndex(3)
                .setPartnerIndex(4)
                .setMixing(Mixing.CUTMIX)
                .setLambda(0.5)
                .setBox(new Box(0, 0, 1, 1))
                .setSoftLabel(List.of(0.5f, 0.5f))
                .setPixels(ByteBuffer.wrap(new byte[] {7, 8, 9}))
                .setView(UNTOUCHED)
                .setPartnerView(UNTOUCHED)
                .build();
    }

    /** Metrics whose fields with defaults have these defaults. */
    private static EpochMetrics sampleMetrics() {
        return EpochMetrics.newBuilder(ExampleMetrics.epoch())
                .clearSkipped()
                .clearValConfusion()
                .clearRunId()
                .clearStarted()
                .clearSettings()
                .build();
    }
}
