package cutmix.containers;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.MixedImage;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.support.TopicRecords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The records of topics on a cluster. */
record ClusterContent(ContainerCluster cluster) {

    /** The number of records in a topic, including repeated ones; 0 if it does not exist. */
    long size(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            return consumer.endOffsets(partitions(consumer, topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /**
     * The bytes of each mixed image.
     *
     * @throws IllegalStateException if an image occurs twice with different bytes
     */
    Map<SamplePosition, byte[]> mixedImages(String topic) {
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        Map<SamplePosition, byte[]> mixed = new HashMap<>();
        for (byte[] value : values(topic)) {
            MixedImage image = deserializer.deserialize(topic, value);
            SamplePosition at = new SamplePosition(image.getEpoch(), image.getPosition());
            byte[] first = mixed.putIfAbsent(at, value);
            if (first != null && !Arrays.equals(first, value)) {
                throw new IllegalStateException(at + " occurs twice with different bytes");
            }
        }
        return mixed;
    }

    List<EpochMetrics> metrics(String topic) {
        return values(topic).stream()
                .map(value -> EpochMetricsJson.read(new String(value, StandardCharsets.UTF_8)))
                .toList();
    }

    private List<byte[]> values(String topic) {
        return TopicRecords.written(cluster.bootstrapServers(), topic).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
