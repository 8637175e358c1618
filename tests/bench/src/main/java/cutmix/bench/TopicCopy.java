package cutmix.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A worker's Kafka operations without the mixing: copies records from one topic to another. */
public final class TopicCopy {

    private TopicCopy() {}

    /**
     * @param arguments brokers, topic to read, topic to write
     */
    public static void main(String[] arguments) {
        // The settings in augment-service's application.properties.
        Map<String, Object> reading = Map.of(
                "bootstrap.servers", arguments[0],
                "group.id", "raw-copy",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "true",
                "max.poll.records", "1024",
                "receive.buffer.bytes", "-1");
        Map<String, Object> writing = Map.of(
                "bootstrap.servers", arguments[0],
                "acks", "all",
                "enable.idempotence", "true",
                "max.in.flight.requests.per.connection", "1",
                "batch.size", "262144",
                "linger.ms", "5");
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.subscribe(List.of(arguments[1]));
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(250))) {
                    producer.send(new ProducerRecord<>(arguments[2], record.partition(), null, record.value()));
                }
            }
        }
    }
}
