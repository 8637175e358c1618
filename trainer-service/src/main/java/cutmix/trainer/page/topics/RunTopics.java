package cutmix.trainer.page.topics;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.deadletter.UnreadableRecords;
import cutmix.schemas.description.DescriptionReader;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.metrics.MetricsRecords;
import cutmix.schemas.serde.RecordFormat;
import cutmix.trainer.page.pipelines.ShownPipelines;
import cutmix.trainer.page.state.NewestRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the run topics of one or several pipelines, and the dataset topic of one pipeline, from the beginning. */
final class RunTopics implements AutoCloseable {

    private static final int MOST_RECORDS = 5_000;
    private static final int MOST_BYTES = 2 << 20;

    private final Topics topics;
    private final ShownPipelines pipelines;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<DatasetInfo> datasets;
    private final UnreadableRecords unreadable;
    private final MetricsRecords metrics;
    private DatasetInfo dataset;

    /** @param brokers brokers with the topics of the pipeline whose dataset is read */
    RunTopics(PageBrokers brokers, ShownPipelines pipelines, UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        this.metrics = new MetricsRecords(unreadable);
        this.pipelines = pipelines;
        this.topics = brokers.topics();
        this.consumer = brokers.consumer(MOST_RECORDS, MOST_BYTES);
        this.datasets =
                new DescriptionReader(RecordFormat.of(brokers.clientConfig()).deserializer(DatasetInfo.class));
    }

    /**
     * Adds topics that have been created in the meantime.
     *
     * @param existing names of all topics
     * @return whether all topics that were read still exist
     */
    boolean follow(Set<String> existing) {
        Set<TopicPartition> wanted = new HashSet<>();
        pipelines.runTopics(existing).forEach(topic -> wanted.add(new TopicPartition(topic, 0)));
        if (existing.contains(topics.datasetInfo())) {
            wanted.add(new TopicPartition(topics.datasetInfo(), 0));
        }
        Set<TopicPartition> added = new HashSet<>(wanted);
        added.removeAll(consumer.assignment());
        if (!wanted.containsAll(consumer.assignment())) {
            return false;
        }
        if (!added.isEmpty()) {
            consumer.assign(wanted);
            consumer.seekToBeginning(added);
        }
        return true;
    }

    /** Returns whether all existing records have been read. */
    boolean isAtEnd() {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    /** Reads new records; the result adds them to any number of collections of runs. */
    Consumer<NewestRuns> poll(Duration timeout) {
        if (consumer.assignment().isEmpty()) {
            return runs -> {};
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
        records.records(topics.datasetInfo()).forEach(this::readDataset);
        List<Consumer<NewestRuns>> read = new ArrayList<>();
        runRecords(records, false).forEach(consumed -> read(consumed).ifPresent(read::add));
        runRecords(records, true).forEach(consumed -> read(consumed).ifPresent(read::add));
        return runs -> read.forEach(record -> record.accept(runs));
    }

    /** Returns the records of epochs or those of steps. Epochs are added before steps. */
    private Stream<ConsumerRecord<byte[], byte[]>> runRecords(ConsumerRecords<byte[], byte[]> records, boolean steps) {
        return records.partitions().stream()
                .filter(partition -> !partition.topic().equals(topics.datasetInfo()))
                .filter(partition -> ShownPipelines.hasSteps(partition.topic()) == steps)
                .flatMap(partition -> records.records(partition).stream());
    }

    /** Returns the newest dataset description. */
    Optional<DatasetInfo> dataset() {
        return Optional.ofNullable(dataset);
    }

    private Optional<Consumer<NewestRuns>> read(ConsumerRecord<byte[], byte[]> consumed) {
        if (ShownPipelines.hasSteps(consumed.topic())) {
            return metrics.step(consumed).map(step -> runs -> runs.add(step));
        }
        return metrics.epoch(consumed).map(epoch -> runs -> runs.add(epoch, consumed.timestamp()));
    }

    private void readDataset(ConsumerRecord<byte[], byte[]> consumed) {
        try {
            dataset = datasets.deserialize(consumed.topic(), consumed.value());
        } catch (SerializationException e) {
            unreadable.skip(consumed, e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
