package cutmix.faults.pipeline;

import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A copy of a loader's topics, record by record under other names, with some torn training images. */
public record TornCopy(String brokers, Topics from, Topics to) {

    private static final EpochLayout LAYOUT = new EpochLayout(ServicePipeline.TRAIN, ServicePipeline.PARTITIONS);

    public void make(Set<SamplePosition> torn) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(
                            topic(to.datasetInfo(), 1),
                            topic(to.metrics(), 1),
                            topic(to.steps(), 1),
                            topic(to.deadLetters(), 1),
                            topic(to.trainImages(), ServicePipeline.PARTITIONS),
                            topic(to.testImages(), ServicePipeline.PARTITIONS),
                            topic(to.mixedImages(), ServicePipeline.PARTITIONS)))
                    .all()
                    .get();
        }
        copy(from.testImages(), to.testImages(), ServicePipeline.PARTITIONS, Set.of());
        copy(from.trainImages(), to.trainImages(), ServicePipeline.PARTITIONS, torn);
        copy(from.datasetInfo(), to.datasetInfo(), 1, Set.of());
    }

    private void copy(String source, String target, int partitions, Set<SamplePosition> torn) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(source, partition))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(Duration.ofMillis(100))) {
                    boolean tears = torn.contains(LAYOUT.at(consumed.partition(), consumed.offset()));
                    byte[] value = tears ? Arrays.copyOf(consumed.value(), 100) : consumed.value();
                    producer.send(new ProducerRecord<>(target, consumed.partition(), consumed.key(), value));
                }
            }
        }
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private Map<String, Object> client() {
        // One request at a time: the leader of a new topic may not be ready, and a later batch must not overtake the
        // first.
        return Map.of("bootstrap.servers", brokers, "max.in.flight.requests.per.connection", 1);
    }
}
