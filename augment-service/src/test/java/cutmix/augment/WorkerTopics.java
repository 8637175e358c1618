package cutmix.augment;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.support.TopicChanges;
import cutmix.support.TopicRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Both ends of a separate pipeline: writes as a loader, and reads as a trainer. */
final class WorkerTopics implements AutoCloseable {

    private final String brokers;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    WorkerTopics(String brokers, String prefix) {
        this.brokers = brokers;
        this.topics = new Topics(prefix);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "linger.ms",
                        5,
                        "max.request.size",
                        2 << 20,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Starts a worker on these topics.
     *
     * @param folder folder for its output
     */
    Worker startWorker(Path folder, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("cutmix.topic-prefix=" + topics.prefix());
        return Worker.start(folder, brokers, all.toArray(new String[0]));
    }

    Topics topics() {
        return topics;
    }

    /** Writes the description of the samples, and creates their topics. */
    void open(RandomSamples samples) throws Exception {
        describe(samples);
        createImageTopics(samples.dataset().getPartitions());
    }

    void describe(RandomSamples samples) throws Exception {
        createTopics(List.of(new NewTopic(topics.datasetInfo(), Optional.of(1), Optional.empty())));
        describe(new AvroSerializer<>(DatasetInfo.class).serialize(topics.datasetInfo(), samples.dataset()));
    }

    void describe(byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topics.datasetInfo(), value)).get();
    }

    void createImageTopics(int partitions) throws Exception {
        createImageTopics(partitions, 2 << 20);
    }

    /** @param limit maximum size of a record of the mixed topic, in bytes */
    void createImageTopics(int partitions, int limit) throws Exception {
        createTopics(List.of(
                limited(new NewTopic(topics.trainImages(), Optional.of(partitions), Optional.empty()), 2 << 20),
                limited(new NewTopic(topics.mixedImages(), Optional.of(partitions), Optional.empty()), limit),
                limited(new NewTopic(topics.deadLetters(), Optional.of(1), Optional.empty()), 3 << 20)));
    }

    private static NewTopic limited(NewTopic topic, int limit) {
        return topic.configs(Map.of("max.message.bytes", "" + limit));
    }

    /** Raises the number of partitions of the train topic. */
    void addPartitions(int count) throws Exception {
        TopicChanges.addPartitions(brokers, List.of(topics.trainImages()), count);
        records(topics.trainImages(), count);
    }

    /** Removes the records of a partition of the train topic below an offset, as retention does. */
    void remove(int partition, long below) throws Exception {
        TopicPartition train = new TopicPartition(topics.trainImages(), partition);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(train, RecordsToDelete.beforeOffset(below)))
                    .all()
                    .get();
        }
    }

    /** Creates topics, and waits until their leaders respond, which is later than metadata name them. */
    private void createTopics(List<NewTopic> created) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(created).all().get();
        }
        for (NewTopic topic : created) {
            Awaitility.await().ignoreExceptions().until(() -> records(topic.name(), topic.numPartitions()) == 0);
        }
    }

    /** Deletes topics, and waits until they no longer exist. */
    void delete(String... names) throws Exception {
        TopicChanges.delete(brokers, List.of(names));
    }

    void createMixedTopic(int partitions) throws Exception {
        createTopics(List.of(new NewTopic(topics.mixedImages(), Optional.of(partitions), Optional.empty())));
    }

    boolean exists(String topic) throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get().contains(topic);
        }
    }

    /** Writes the samples of these epochs in training order, with the header that names their dataset. */
    void loadNamed(RandomSamples samples, int firstEpoch, int lastEpoch) {
        load(
                samples,
                firstEpoch,
                lastEpoch,
                DatasetIdentity.of(samples.dataset()).headers());
    }

    /** Writes the samples of these epochs in training order. */
    void load(RandomSamples samples, int firstEpoch, int lastEpoch) {
        load(samples, firstEpoch, lastEpoch, List.of());
    }

    private void load(RandomSamples samples, int firstEpoch, int lastEpoch, List<Header> headers) {
        AvroSerializer<LabeledImage> serializer = new AvroSerializer<>(LabeledImage.class);
        int size = samples.dataset().getTrainSize();
        for (int epoch = firstEpoch; epoch <= lastEpoch; epoch++) {
            for (int position = 0; position < size; position++) {
                int partition = samples.layout().partition(position);
                long offset = samples.layout().offset(new SamplePosition(epoch, position));
                byte[] value = serializer.serialize(topics.trainImages(), samples.at(partition, offset));
                producer.send(new ProducerRecord<>(topics.trainImages(), partition, (byte[]) null, value, headers));
            }
        }
        producer.flush();
    }

    void write(int partition, byte[] value) {
        producer.send(new ProducerRecord<>(topics.trainImages(), partition, null, value));
    }

    /** Returns all values of a partition of the mixed topic, in order. */
    List<byte[]> values(int partition) {
        return records(new TopicPartition(topics.mixedImages(), partition)).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** Returns all records of a partition, in order. */
    List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        return TopicRecords.committed(brokers, partition);
    }

    /** Returns the number of records in the mixed topic, including repeated ones. */
    long mixedRecords(int partitions) throws Exception {
        return records(topics.mixedImages(), partitions);
    }

    private long records(String topic, int partitions) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try (Admin admin = admin()) {
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    WorkerGroupState group() {
        return new WorkerGroupState(brokers, topics.prefix() + "cutmix-augment", topics.trainImages());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }

    @Override
    public void close() {
        producer.close();
    }
}
