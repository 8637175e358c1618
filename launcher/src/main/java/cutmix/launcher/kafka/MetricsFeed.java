package cutmix.launcher.kafka;

import cutmix.launcher.mlflow.EpochLog;
import cutmix.launcher.mlflow.StepLog;
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

/**
 * Reads the epochs and steps of the metrics topics from the beginning and follows new ones, without a consumer group.
 */
public final class MetricsFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TO_CLOSE = Duration.ofSeconds(1);

    private final Brokers brokers;
    private final Consumer<String> notices;
    private final MetricsRecords records;
    private final TopicPartition epochs;
    private final TopicPartition steps;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Receives epochs and steps. */
    public interface Listener {

        void epoch(EpochLog epoch);

        void step(StepLog step);
    }

    /**
     * Opens the topics, which may not exist yet.
     *
     * @param withSteps whether to read steps, too
     * @param notices receives lines about unreadable records
     * @throws UserException if the configuration names no usable broker
     */
    public MetricsFeed(Brokers brokers, boolean withSteps, Consumer<String> notices) {
        this.brokers = brokers;
        this.notices = notices;
        this.records = RunMetrics.records(notices);
        this.epochs = new TopicPartition(brokers.topics().metrics(), 0);
        this.steps = new TopicPartition(brokers.topics().steps(), 0);
        try {
            consumer = brokers.consumer().create();
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(brokers.bootstrapServers(), e);
        }
        consumer.assign(withSteps ? List.of(epochs, steps) : List.of(epochs));
    }

    /**
     * @throws UserException if no broker answers, or the topic does not exist
     */
    public void requireTopic() throws InterruptedException {
        brokers.awaitTopic(consumer, epochs.topic(), Duration.ZERO, notices);
    }

    /** Passes the next records to the listener. Returns after a short time if there are none. */
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
     * Passes all unread records to the listener. Skips a topic that does not exist.
     *
     * @param timeout how long the brokers may take to answer
     * @throws TimeoutException if they do not answer
     */
    public void readToEnd(Duration timeout, Listener listener) {
        for (TopicPartition partition : consumer.assignment()) {
            if (!consumer.partitionsFor(partition.topic(), timeout).isEmpty()) {
                long end = consumer.endOffsets(List.of(partition), timeout).get(partition);
                ReadUpTo.end(consumer, partition, end, timeout, () -> poll(listener));
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(TO_CLOSE));
    }
}
