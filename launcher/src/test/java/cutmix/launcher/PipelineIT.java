package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.metrics.MetricsLines;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.MixedImage;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.support.TopicRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineIT {

    private static final int TRAIN = 330;
    private static final int EPOCHS = 2;

    @TempDir
    Path folder;

    @Test
    void the_number_of_workers_changes_neither_the_mixed_images_nor_the_weights() throws Exception {
        // Given, When
        Result one = run("one", 1);
        Result three = run("three", 3);

        // Then
        assertThat(one.mixed()).hasSize(EPOCHS * TRAIN);
        assertThat(three.mixed().keySet()).isEqualTo(one.mixed().keySet());
        three.mixed().forEach((at, bytes) -> assertThat(bytes)
                .as(at.toString())
                .isEqualTo(one.mixed().get(at)));
        assertThat(three.cutmixWeights()).isEqualTo(one.cutmixWeights());
        assertThat(three.plainWeights()).isEqualTo(one.plainWeights());
        assertThat(one.cutmixWeights()).isNotEqualTo(one.plainWeights());
        assertThat(prediction("one/cutmix.zip", "one/curves.png", "--mirrored"))
                .isNotEqualTo(prediction("one/cutmix.zip", "one/curves.png"));
    }

    private String prediction(String model, String image, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("predict", model, image));
        arguments.addAll(List.of(options));
        try (LaunchedProcess predict = LaunchedProcess.start(folder, Map.of(), arguments.toArray(String[]::new))) {
            assertThat(predict.exitCode()).as(predict.err()).isZero();
            assertThat(predict.out()).startsWith(image + ": ").contains("%, ").hasLineCount(1);
            return predict.out();
        }
    }

    /** The files of one run. */
    private record Result(Map<SamplePosition, byte[]> mixed, byte[] cutmixWeights, byte[] plainWeights) {}

    private Result run(String name, int augmenters) throws Exception {
        Path out = folder.resolve(name);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve(name + "-broker"));
                LaunchedProcess run = LaunchedProcess.start(
                        folder,
                        Map.of(),
                        "run",
                        "--out",
                        name,
                        "--run",
                        name,
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--train-limit",
                        "" + TRAIN,
                        "--test-limit",
                        "50",
                        "--epochs",
                        "" + EPOCHS,
                        "--depth",
                        "8",
                        "--augmenters",
                        "" + augmenters)) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("With CutMix", "Without CutMix");
            assertThat(metrics(out)).extracting(EpochMetrics::getEpoch).containsExactlyInAnyOrder(1, 2, 1, 2);
            assertThat(metrics(out)).extracting(EpochMetrics::getSamples).containsOnly(TRAIN);
            assertThat(out.resolve("summary.md")).isNotEmptyFile();
            requirePictures(out, run);
            return new Result(
                    mixedImages(broker), weights(out.resolve("cutmix.zip")), weights(out.resolve("plain.zip")));
        }
    }

    private static void requirePictures(Path out, LaunchedProcess run) throws Exception {
        assertThat(run.out()).doesNotContain("warning: ");
        for (String picture : List.of("preview", "curves", "confusion-cutmix", "confusion-plain")) {
            assertThat(ImageIO.read(out.resolve(picture + ".png").toFile()))
                    .as(picture)
                    .isNotNull();
        }
        assertThat(Files.readString(out.resolve("curves.svg"))).contains("<svg");
        assertThat(Files.readString(out.resolve("confusion-plain.svg"))).contains("diagonal stripes");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("With CutMix", "data:image/svg+xml;base64,", "data:image/png;base64,");
    }

    private static List<EpochMetrics> metrics(Path out) throws Exception {
        try (Stream<String> lines = Files.lines(out.resolve("metrics.jsonl"))) {
            return lines.map(line -> MetricsLines.read(line).metrics()).toList();
        }
    }

    private static byte[] weights(Path model) throws Exception {
        try (ZipFile zip = new ZipFile(model.toFile())) {
            return zip.getInputStream(zip.getEntry("coefficients.bin")).readAllBytes();
        }
    }

    private static Map<SamplePosition, byte[]> mixedImages(KafkaBroker broker) {
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        String topic = new Topics("").mixedImages();
        Map<SamplePosition, byte[]> mixed = new TreeMap<>(
                Comparator.comparingInt(SamplePosition::epoch).thenComparingInt(SamplePosition::position));
        for (ConsumerRecord<byte[], byte[]> consumed : TopicRecords.written(broker.bootstrapServers(), topic)) {
            MixedImage image = deserializer.deserialize(topic, consumed.value());
            byte[] earlier = mixed.put(new SamplePosition(image.getEpoch(), image.getPosition()), consumed.value());
            assertThat(earlier == null ? consumed.value() : earlier).isEqualTo(consumed.value());
        }
        return mixed;
    }
}
