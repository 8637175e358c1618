package cutmix.browser;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.metrics.StepMetricsJson;
import cutmix.schemas.serde.AvroSerializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics that the page reads, with the records of a pipeline: a dataset of two classes of gray images. */
record PageTopics(String bootstrapServers) {

    static final int EPOCHS = 4;
    static final String LONG_CLASS = "a class whose name goes on for longer than anybody would have thought";

    private static final Topics TOPICS = new Topics("");
    private static final int STEPS = 10;

    void create() throws Exception {
        try (Admin admin = Admin.create(client())) {
            List<NewTopic> topics = Stream.of(
                            TOPICS.datasetInfo(),
                            TOPICS.metrics(),
                            TOPICS.steps(),
                            TOPICS.trainImages(),
                            TOPICS.mixedImages())
                    .map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty()))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    void describeDataset() {
        DatasetInfo info = DatasetInfo.newBuilder()
                .setName("gray")
                .setFingerprint("00")
                .setClassNames(List.of("dark", LONG_CLASS))
                .setHeight(8)
                .setWidth(8)
                .setChannels(1)
                .setTrainSize(80)
                .setTestSize(20)
                .setEpochs(EPOCHS)
                .setPartitions(1)
                .setSeed(1L)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build();
        send(TOPICS.datasetInfo(), "gray", new AvroSerializer<>(DatasetInfo.class).serialize("", info));
        for (int position = 0; position < 20; position++) {
            MixedImage image = MixedImage.newBuilder()
                    .setEpoch(1)
                    .setPosition(position)
                    .setIndex(position)
                    .setPartnerIndex(position + 1)
                    .setMixing(Mixing.CUTMIX)
                    .setLambda(0.75)
                    .setBox(new Box(0, 0, 4, 4))
                    .setSoftLabel(List.of(0.75f, 0.25f))
                    .setPixels(ByteBuffer.wrap(new byte[64]))
                    .build();
            send(TOPICS.mixedImages(), null, new AvroSerializer<>(MixedImage.class).serialize("", image));
        }
    }

    /** An epoch with its steps, the last of which has just ended; all values differ between the paths. */
    void publishEpoch(String run, String path, int epoch) {
        long now = System.currentTimeMillis();
        double factor = path.equals("plain") ? 1.25 : 1;
        for (int step = 1; step <= STEPS; step++) {
            StepMetrics metrics = StepMetrics.newBuilder()
                    .setRun(run)
                    .setPath(path)
                    .setEpoch(epoch)
                    .setEpochs(EPOCHS)
                    .setStep(step)
                    .setSteps(STEPS)
                    .setSamples(8 * step)
                    .setLoss(factor * 3 / epoch)
                    .setAccuracy(factor * 0.18 * epoch)
                    .setSamplesPerSecond(factor * 120)
                    .setDataWaitShare(factor * 0.02)
                    .setLearningRate(0.001)
                    .setTime(now)
                    .setRunId("")
                    .setStarted(0L)
                    .build();
            send(TOPICS.steps(), run, StepMetricsJson.write(metrics).getBytes(StandardCharsets.UTF_8));
        }
        EpochMetrics metrics = EpochMetrics.newBuilder()
                .setRun(run)
                .setPath(path)
                .setRecipe("keras")
                .setSeed(1)
                .setEpoch(epoch)
                .setEpochs(EPOCHS)
                .setSamples(80)
                .setLoss(factor * 3 / epoch)
                .setAccuracy(factor * 0.18 * epoch)
                .setValLoss(factor * 2 / epoch)
                .setValAccuracy(factor * 0.22 * epoch)
                .setSeconds(10)
                .setSamplesPerSecond(8)
                .setDataWaitShare(0.01)
                .setLearningRate(0.001)
                .setValConfusion(List.of(8, 2, 6, 2))
                .build();
        send(TOPICS.metrics(), run, EpochMetricsJson.write(metrics).getBytes(StandardCharsets.UTF_8));
    }

    private void send(String topic, String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, bytes, value));
        }
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }
}
