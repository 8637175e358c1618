package cutmix.support;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the records that a topic has at the time of the call. The records of each partition are in order. */
public final class TopicRecords {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private TopicRecords() {}

    /** Returns the records of a topic without those of aborted transactions. */
    public static List<ConsumerRecord<byte[], byte[]>> committed(String brokers, String topic) {
        return flat(read(brokers, "read_committed", consumer -> partitions(consumer, topic)));
    }

    /** Returns the records of a partition without those of aborted transactions. */
    public static List<ConsumerRecord<byte[], byte[]>> committed(String brokers, TopicPartition partition) {
        return flat(read(brokers, "read_committed", consumer -> List.of(partition)));
    }

    /** Returns all records of a topic, also those of aborted and open transactions. */
    public static List<ConsumerRecord<byte[], byte[]>> written(String brokers, String topic) {
        return flat(writtenByPartition(brokers, topic));
    }

    /** Returns all records of each partition, also those of aborted and open transactions. */
    public static List<List<ConsumerRecord<byte[], byte[]>>> writtenByPartition(String brokers, String topic) {
        return read(brokers, "read_uncommitted", consumer -> partitions(consumer, topic));
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> flat(List<List<ConsumerRecord<byte[], byte[]>>> records) {
        return records.stream().flatMap(List::stream).toList();
    }

    private static List<List<ConsumerRecord<byte[], byte[]>>> read(
            String brokers, String isolation, Function<KafkaConsumer<byte[], byte[]>, List<TopicPartition>> choice) {
        List<List<ConsumerRecord<byte[], byte[]>>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", isolation, "fetch.max.wait.ms", 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = choice.apply(consumer);
            partitions.forEach(any -> records.add(new ArrayList<>()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Instant deadline = Instant.now().plus(LIMIT);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError(partitions + " could not be read to " + ends + " in " + LIMIT);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(consumed -> records.get(
                                partitions.indexOf(new TopicPartition(consumed.topic(), consumed.partition())))
                        .add(consumed));
            }
        }
        return records;
    }
}
