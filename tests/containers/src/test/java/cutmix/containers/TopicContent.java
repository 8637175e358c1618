package cutmix.containers;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.MixedImage;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The records of topics on a cluster. */
record TopicContent(Cluster cluster) {

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
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(consumed -> values.add(consumed.value()));
            }
        }
        return values;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
