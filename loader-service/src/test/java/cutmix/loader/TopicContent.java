package cutmix.loader;

import cutmix.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a topic holds.
 *
 * @param partitions the values of each partition, in order
 */
record TopicContent(List<List<byte[]>> partitions) {

    static TopicContent read(String brokers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "fetch.max.wait.ms", 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            List<List<byte[]>> values = new ArrayList<>();
            partitions.forEach(partition -> values.add(new ArrayList<>()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Instant deadline = Instant.now().plusSeconds(30);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))
                    && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(consumed -> values.get(consumed.partition()).add(consumed.value()));
            }
            return new TopicContent(values);
        }
    }

    /** Appends the first values of each partition to a topic. */
    void writeFirst(List<Integer> counts, String brokers, String topic) {
        // One request at a time: a new topic's leader may not be ready, and a later batch must not overtake the first.
        Map<String, Object> config = Map.of("bootstrap.servers", brokers, "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < counts.size(); partition++) {
                for (byte[] value : partitions.get(partition).subList(0, counts.get(partition))) {
                    producer.send(new ProducerRecord<>(topic, partition, null, value));
                }
            }
        }
    }

    <T extends SpecificRecord> List<List<T>> as(Class<T> type) {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(type);
        return partitions.stream()
                .map(values -> values.stream()
                        .map(value -> deserializer.deserialize("", value))
                        .toList())
                .toList();
    }
}
