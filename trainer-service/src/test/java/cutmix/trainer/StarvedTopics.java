package cutmix.trainer;

import cutmix.schemas.AvroDeserializer;
import cutmix.schemas.EpochLayout;
import cutmix.schemas.MixedImage;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A copy of what {@link LoadedTopics} writes without a prefix, but for the mixed samples of one partition, which come late. */
final class StarvedTopics {

    private final Map<String, Object> client;
    private final Topics loaded = new Topics("");
    private final Topics topics;
    private final List<ProducerRecord<byte[], byte[]>> late = new ArrayList<>();

    StarvedTopics(String bootstrapServers, String prefix) {
        this.client = Map.of("bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1);
        this.topics = new Topics(prefix);
    }

    /** Writes all that does not come late: from {@code first} on, the samples of its partition do. */
    void write(SamplePosition first) throws Exception {
        copy(loaded.datasetInfo(), topics.datasetInfo(), List.of());
        copy(loaded.testImages(), topics.testImages(), List.of());
        copy(loaded.mixedImages(), topics.mixedImages(), List.of(first));
        try (Admin admin = Admin.create(client)) {
            create(admin, topics.metrics(), 1);
            create(admin, topics.steps(), 1);
        }
    }

    /** Writes what comes late. */
    void writeLate() {
        send(late);
    }

    private void copy(String from, String to, List<SamplePosition> lateFrom) throws Exception {
        List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>();
        try (Admin admin = Admin.create(client);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(from).stream()
                    .map(partition -> new TopicPartition(from, partition.partition()))
                    .toList();
            create(admin, to, partitions.size());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(Duration.ofMillis(100))) {
                    boolean comesLate = lateFrom.stream().anyMatch(first -> isFrom(first, partitions.size(), consumed));
                    (comesLate ? late : copies)
                            .add(new ProducerRecord<>(to, consumed.partition(), consumed.key(), consumed.value()));
                }
            }
        }
        send(copies);
    }

    private static boolean isFrom(SamplePosition first, int partitions, ConsumerRecord<byte[], byte[]> consumed) {
        EpochLayout layout = new EpochLayout(LoadedTopics.TRAIN_SIZE, partitions);
        MixedImage image = new AvroDeserializer<>(MixedImage.class).deserialize(consumed.topic(), consumed.value());
        return consumed.partition() == layout.partition(first.position())
                && layout.offset(new SamplePosition(image.getEpoch(), image.getPosition())) >= layout.offset(first);
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    private static void create(Admin admin, String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
    }
}
