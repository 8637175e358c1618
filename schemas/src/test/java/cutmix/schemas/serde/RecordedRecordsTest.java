package cutmix.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.View;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.metrics.StepMetricsJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Compares the values of all topics with recorded ones, and reads the recorded ones. Each line of the recorded text is the name of a
 * value and what its serializer returned at commit 70442d1; values of earlier versions lack the fields that were added last.
 */
class RecordedRecordsTest {

    private static final Map<String, String> RECORDED = recorded();

    private static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("tiny")
            .setFingerprint("0123456789abcdef")
            .setClassNames(List.of("cat", "Hündin"))
            .setHeight(5)
            .setWidth(4)
            .setChannels(3)
            .setTrainSize(10)
            .setTestSize(6)
            .setEpochs(2)
            .setPartitions(4)
            .setSeed(-17L)
            .setReportsFrom(300L)
            .setRaisedAt(70_000L)
            .build();
    private static final LabeledImage IMAGE = LabeledImage.newBuilder()
            .setEpoch(2)
            .setPosition(1_000)
            .setIndex(7)
            .setLabel(1)
            .setPixels(ByteBuffer.wrap(new byte[] {0, 1, 127, -128, -1}))
            .build();
    private static final MixedImage MIXED = MixedImage.newBuilder()
            .setEpoch(2)
            .setPosition(1_000)
            .setIndex(7)
            .setPartnerIndex(9)
            .setMixing(Mixing.CUTMIX)
            .setLambda(0.1)
            .setBox(new Box(1, 0, 2, 3))
            .setSoftLabel(List.of(0.25f, 0f, 0.75f))
            .setPixels(ByteBuffer.wrap(new byte[] {0, 1, 127, -128, -1}))
            .setView(new View(true, -2, 1))
            .setPartnerView(new View(false, 0, 3))
            .build();
    private static final EpochMetrics EPOCH = EpochMetrics.newBuilder()
            .setRun("run-1")
            .setPath("cutmix")
            .setRecipe("keras")
            .setSeed(-42)
            .setEpoch(2)
            .setEpochs(3)
            .setSamples(1_000)
            .setLoss(2.34567)
            .setAccuracy(1 / 3.0)
            .setValLoss(1e-7)
            .setValAccuracy(1)
            .setSeconds(12.5)
            .setSamplesPerSecond(80)
            .setDataWaitShare(0)
            .setLearningRate(1e-3)
            .setSkipped(4)
            .setValConfusion(List.of(2, 1, 0, 3))
            .setRunId("7b0c")
            .setStarted(1_700_000_000_000L)
            .setSettings(new TreeMap<>(Map.of("alpha", "0.25")))
            .build();
    private static final StepMetrics STEP = StepMetrics.newBuilder()
            .setRun("run-1")
            .setPath("plain")
            .setEpoch(2)
            .setEpochs(3)
            .setStep(17)
            .setSteps(32)
            .setSamples(544)
            .setLoss(0.1)
            .setAccuracy(0.5)
            .setSamplesPerSecond(123.456)
            .setDataWaitShare(0.25)
            .setLearningRate(0.4)
            .setTime(1_700_000_012_345L)
            .setRunId("7b0c")
            .setStarted(1_700_000_000_000L)
            .build();

    @Test
    void values_in_single_object_encoding_are_the_recorded_ones() {
        requireRecorded("DatasetInfo", DatasetInfo.class, INFO);
        requireRecorded("LabeledImage", LabeledImage.class, IMAGE);
        requireRecorded("MixedImage", MixedImage.class, MIXED);
    }

    private static <T extends SpecificRecord> void requireRecorded(String name, Class<T> type, T record) {
        RecordFormat format = RecordFormat.of(Map.of());
        byte[] recorded = HexFormat.of().parseHex(RECORDED.get(name));

        assertThat(format.serializer(type).serialize("topic", record)).isEqualTo(recorded);
        assertThat(format.deserializer(type).deserialize("topic", recorded)).isEqualTo(record);
    }

    @Test
    void metrics_are_the_recorded_lines() {
        assertThat(EpochMetricsJson.write(EPOCH)).isEqualTo(RECORDED.get("EpochMetrics"));
        assertThat(EpochMetricsJson.read(RECORDED.get("EpochMetrics"))).isEqualTo(EPOCH);
        assertThat(StepMetricsJson.write(STEP)).isEqualTo(RECORDED.get("StepMetrics"));
        assertThat(StepMetricsJson.read(RECORDED.get("StepMetrics"))).isEqualTo(STEP);
    }

    @Test
    void values_of_earlier_versions_are_read_with_the_defaults_of_what_they_lack() {
        assertThat(earlier("DatasetInfo", DatasetInfo.class))
                .isEqualTo(DatasetInfo.newBuilder(INFO)
                        .setReportsFrom(0)
                        .setRaisedAt(0)
                        .build());
        assertThat(earlier("MixedImage", MixedImage.class))
                .isEqualTo(MixedImage.newBuilder(MIXED)
                        .setView(new View(false, 0, 0))
                        .setPartnerView(new View(false, 0, 0))
                        .build());
        assertThat(EpochMetricsJson.read(RECORDED.get("EpochMetrics-earlier")))
                .isEqualTo(EpochMetrics.newBuilder(EPOCH)
                        .setSkipped(0)
                        .setValConfusion(List.of())
                        .setRunId("")
                        .setStarted(0)
                        .setSettings(Map.of())
                        .build());
        assertThat(StepMetricsJson.read(RECORDED.get("StepMetrics-earlier")))
                .isEqualTo(
                        StepMetrics.newBuilder(STEP).setRunId("").setStarted(0).build());
    }

    private static <T extends SpecificRecord> T earlier(String name, Class<T> type) {
        byte[] recorded = HexFormat.of().parseHex(RECORDED.get(name + "-earlier"));
        return RecordFormat.of(Map.of()).deserializer(type).deserialize("topic", recorded);
    }

    @Test
    void values_in_the_frame_of_a_registry_are_read() {
        // Given: the id of the schema is 258
        requireFramed("DatasetInfo", DatasetInfo.class, INFO, DatasetInfo.getClassSchema());
        requireFramed("LabeledImage", LabeledImage.class, IMAGE, LabeledImage.getClassSchema());
        requireFramed("MixedImage", MixedImage.class, MIXED, MixedImage.getClassSchema());
    }

    private static <T extends SpecificRecord> void requireFramed(
            String name, Class<T> type, T record, Schema registered) {
        byte[] recorded = HexFormat.of().parseHex(RECORDED.get(name + "-framed"));
        RegistryDeserializer<T> deserializer = new RegistryDeserializer<>(
                new Registry("http://registry:8080/apis/registry/v3"), type, Map.of(258, registered)::get);

        assertThat(deserializer.deserialize("topic", recorded)).isEqualTo(record);
    }

    /** The values by their names. */
    private static Map<String, String> recorded() {
        try (InputStream recorded = RecordedRecordsTest.class.getResourceAsStream("/recorded/records.txt")) {
            return new String(recorded.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
