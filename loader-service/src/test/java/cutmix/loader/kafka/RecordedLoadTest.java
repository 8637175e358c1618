package cutmix.loader.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Fingerprint;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.MemoryDataset;
import cutmix.loader.log.ImageLog;
import cutmix.loader.log.LogEnds;
import cutmix.loader.sample.SampleDataset;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.ExclusiveWriter;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.lease.WriterLease;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/**
 * Compares the records of a load with recorded ones: {@link #load()} at commit 70442d1 returned the recorded lines. The
 * images are computed from a formula.
 */
class RecordedLoadTest {

    private static final RecordFormat FORMAT = RecordFormat.of(Map.of());
    private static final Topics TOPICS = new Topics("");

    private final Dataset dataset = MemoryDataset.of(
            "formula", List.of("cat", "Hündin", "鳥"), new ImageShape(2, 3, 3), images(7, 37), images(4, 101));
    private final DatasetInfo info = DatasetInfo.newBuilder()
            .setName(dataset.name())
            .setFingerprint(Fingerprint.of(dataset))
            .setClassNames(dataset.classNames())
            .setHeight(2)
            .setWidth(3)
            .setChannels(3)
            .setTrainSize(7)
            .setTestSize(4)
            .setEpochs(2)
            .setPartitions(3)
            .setSeed(42L)
            .setReportsFrom(1_000L)
            .setRaisedAt(2_000L)
            .build();

    private static List<byte[]> images(int count, int factor) {
        return IntStream.range(0, count)
                .mapToObj(image -> {
                    byte[] pixels = new byte[2 * 3 * 3]; // (height, width, channels)
                    for (int i = 0; i < pixels.length; i++) {
                        pixels[i] = (byte) (factor * image + 11 * i);
                    }
                    return pixels;
                })
                .toList();
    }

    @Test
    void records_of_a_load_are_the_recorded_ones() throws IOException {
        assertThat(load()).isEqualTo(recorded("load.txt"));
    }

    @Test
    void recorded_images_are_read_and_lie_where_the_log_has_them() throws IOException {
        // Given
        ImageLog log = ImageLog.ofTraining(info, dataset.train());
        String topic = TOPICS.trainImages();
        List<String> values = recorded("load.txt")
                .lines()
                .filter(line -> line.startsWith(topic + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();

        // When
        List<LabeledImage> read = values.stream()
                .map(HexFormat.of()::parseHex)
                .map(value -> FORMAT.deserializer(LabeledImage.class).deserialize(topic, value))
                .toList();

        // Then
        assertThat(read).hasSize(14).allSatisfy(image -> assertThat(image)
                .isEqualTo(log.at(new SamplePosition(image.getEpoch(), image.getPosition()))));
    }

    @Test
    void drawn_images_are_those_of_the_recorded_fingerprint() {
        try (Dataset sample = SampleDataset.of(42, 40, 20)) {
            assertThat(Fingerprint.of(sample))
                    .isEqualTo("6dc451aee354083371a3cae46afe3606f2ec6b0ebd91c1535471baf976628789");
        }
    }

    /** All records in the order in which the loader sends them, one a line. */
    private String load() {
        MockProducer<String, byte[]> kafka =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        WriterLease lease =
                new WriterLease(ExclusiveWriter.loader(TOPICS, new LeaseTimes(Duration.ofHours(1))), System::nanoTime);
        lease.confirm(System.nanoTime());
        LoaderBrokers brokers = new LoaderBrokers(Map.of("bootstrap.servers", "kafka:9092"), Duration.ofSeconds(1));
        ImageProducer producer = new ImageProducer(brokers, lease, kafka);
        byte[] value = FORMAT.serializer(DatasetInfo.class).serialize(TOPICS.datasetInfo(), info);
        producer.send(TOPICS.datasetInfo(), 0, info.getName(), value);
        fill(producer, TOPICS.testImages(), ImageLog.ofTest(info, dataset.test()));
        fill(producer, TOPICS.trainImages(), ImageLog.ofTraining(info, dataset.train()));
        return kafka.history().stream().map(RecordedLoadTest::line).collect(Collectors.joining());
    }

    private void fill(ImageProducer producer, String topic, ImageLog log) {
        Serializer<LabeledImage> serializer = FORMAT.serializer(LabeledImage.class);
        LogEnds empty = new LogEnds(log.layout(), Collections.nCopies(3, 0L));
        log.forEachMissing(empty, image -> {
            SamplePosition at = new SamplePosition(image.getEpoch(), image.getPosition());
            producer.sendTo(
                    topic,
                    log.layout().partition(at.position()),
                    log.layout().offset(at),
                    serializer.serialize(topic, image),
                    DatasetIdentity.of(info).headers());
        });
    }

    private static String line(ProducerRecord<String, byte[]> sent) {
        String headers = Arrays.stream(sent.headers().toArray())
                .map(header -> header.key() + "=" + HexFormat.of().formatHex(header.value()))
                .collect(Collectors.joining(","));
        return sent.topic() + " partition " + sent.partition() + " key " + sent.key() + " headers [" + headers
                + "] value " + HexFormat.of().formatHex(sent.value()) + "\n";
    }

    private static String recorded(String name) throws IOException {
        try (InputStream recorded = RecordedLoadTest.class.getResourceAsStream("/recorded/" + name)) {
            return new String(recorded.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
