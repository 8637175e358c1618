package cutmix.loader;

import cutmix.schemas.serde.AvroDeserializer;
import cutmix.support.TopicRecords;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The content of a topic.
 *
 * @param partitions the values of each partition, in order
 */
record TopicContent(List<List<byte[]>> partitions) {

    static TopicContent read(String brokers, String topic) {
        return new TopicContent(TopicRecords.writtenByPartition(brokers, topic).stream()
                .map(records -> records.stream().map(ConsumerRecord::value).toList())
                .toList());
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
