import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Prints the images that have been mixed so far: a line for each image. See docs/guide/java.md. */
public final class ReadMixedImages {

    private static final Duration POLL = Duration.ofMillis(250);

    private ReadMixedImages() {}

    /** @param arguments the address of a broker */
    public static void main(String[] arguments) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0],
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                // An empty address chooses the single-object encoding, and another one the frame with a schema id.
                RecordFormat.REGISTRY_URL, System.getenv().getOrDefault(EnvironmentVariables.REGISTRY_URL, ""));
        Topics topics = new Topics(System.getenv().getOrDefault(EnvironmentVariables.TOPIC_PREFIX, ""));
        RecordFormat format = RecordFormat.of(config);

        // The newest description is the last one.
        List<DatasetInfo> descriptions = new ArrayList<>();
        read(config, topics.datasetInfo(), 1, format.deserializer(DatasetInfo.class), message -> {
            descriptions.add(message.value());
        });
        if (descriptions.isEmpty()) {
            throw new IllegalStateException(topics.datasetInfo() + " has no record: start the loader");
        }
        DatasetInfo dataset = descriptions.get(descriptions.size() - 1);

        EpochLayout layout = EpochLayout.ofTraining(dataset);
        long[] next = new long[dataset.getPartitions()];
        read(config, topics.mixedImages(), next.length, format.deserializer(MixedImage.class), message -> {
            MixedImage image = message.value();
            if (image == null) {
                System.out.println("an image that a worker could not read; the headers state its place in "
                        + topics.trainImages());
                return;
            }
            long place = layout.offset(new SamplePosition(image.getEpoch(), image.getPosition()));
            // A worker that takes over a partition may write samples again.
            if (place >= next[message.partition()]) {
                next[message.partition()] = place + 1;
                System.out.println(line(image, dataset.getClassNames()));
            }
        });
    }

    /** Reads the current records of a topic. Records of one partition arrive in the order of their offsets. */
    private static <T> void read(
            Map<String, Object> config,
            String topic,
            int partitions,
            Deserializer<T> values,
            Consumer<ConsumerRecord<byte[], T>> reader) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (KafkaConsumer<byte[], T> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), values)) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    private static String line(MixedImage image, List<String> classNames) {
        Box box = image.getBox();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "epoch %d, position %d: %s, lambda %.3f, box of %d x %d pixels at (%d, %d)",
                image.getEpoch(),
                image.getPosition(),
                image.getMixing(),
                image.getLambda(),
                box.getWidth(),
                box.getHeight(),
                box.getX(),
                box.getY()));
        for (int label = 0; label < classNames.size(); label++) {
            float weight = image.getSoftLabel().get(label);
            if (weight > 0) {
                line.append(String.format(Locale.ROOT, ", %s %.3f", classNames.get(label), weight));
            }
        }
        return line.toString();
    }
}
