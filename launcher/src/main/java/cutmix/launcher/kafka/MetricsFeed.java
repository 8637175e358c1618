package cutmix.launcher.kafka;

import cutmix.launcher.mlflow.EpochLog;
import cutmix.launcher.mlflow.StepLog;
import cutmix.schemas.deadletter.UnreadableRecords;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.metrics.MetricsRecords;
import cutmix.schemas.topic.ReadUpTo;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The epochs of the metrics topic, and the steps of theirs, from the beginning and as they come, without a consumer group. */
public final class MetricsFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TO_CLOSE = Duration.ofSeconds(1);

    private final Brokers brokers;
    private final Consumer<String> notices;
    private final MetricsRecords records;
    private final TopicPartition epochs;
    private final TopicPartition steps;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Takes what is read. */
    public interface Listener {

        void epoch(EpochLog epoch);

        void step(StepLog step);
    }

    /**
     * Reads topics that need not be there yet.
     *
     * @param withSteps whether steps are read, too
     * @param notices take lines about records that cannot be read
     * @throws UserException if the configuration names no usable broker
     */
    public MetricsFeed(Brokers brokers, boolean withSteps, Consumer<String> notices) {
        this.brokers = brokers;
        this.notices = notices;
        this.records = new MetricsRecords(new UnreadableRecords(line -> notices.accept("warning: " + line)));
        this.epochs = new TopicPartition(brokers.topics().metrics(), 0);
        this.steps = new TopicPartition(brokers.topics().steps(), 0);
        try {
            consumer = brokers.consumer().create();
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(brokers.bootstrapServers(), e);
        }
        consumer.assign(withSteps ? List.of(epochs, steps) : List.of(epochs));
    }

    /** @throws UserException if no broker answers, or the topic is not there */
    public void requireTopic() throws InterruptedException {
        brokers.awaitTopic(consumer, epochs.topic(), Duration.ZERO, notices);
    }

    /** Hands over what comes next; returns soon if nothing does. */
    public void poll(Listener listener) {
        for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL)) {
            if (consumed.topic().equals(epochs.topic())) {
                records.epoch(consumed).ifPresent(epoch -> listener.epoch(EpochLog.of(epoch, consumed.timestamp())));
            } else {
                records.step(consumed).ifPresent(step -> listener.step(StepLog.of(step)));
            }
        }
    }

    /**
     * Hands over what is there and has not been read: nothing of a topic that is not there.
     *
     * @param patience with the brokers
     * @throws TimeoutException if they do not answer
     */
    public void readToEnd(Duration patience, Listener listener) {
        for (TopicPartition partition : consumer.assignment()) {
            if (!consumer.partitionsFor(partition.topic(), patience).isEmpty()) {
                long end = consumer.endOffsets(List.of(partition), patience).get(partition);
                ReadUpTo.end(consumer, partition, end, patience, () -> poll(listener));
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(TO_CLOSE));
    }
}
