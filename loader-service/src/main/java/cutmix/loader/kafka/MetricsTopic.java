package cutmix.loader.kafka;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.deadletter.DeadLetterTopic;
import cutmix.schemas.deadletter.DeadLetters;
import cutmix.schemas.deadletter.UnreadableRecords;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.kafka.UngroupedConsumer;
import cutmix.schemas.lease.WriterLease;
import cutmix.schemas.metrics.MetricsRecords;
import cutmix.schemas.topic.ReadUpTo;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the existing and new reports about one load from the metrics topic, without a consumer group. */
public final class MetricsTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final LoaderBrokers brokers;
    private final WriterLease lease;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final DeadLetters deadLetters;
    private final MetricsRecords records;
    private long raisedAt;

    /** Receives the metrics of an epoch. */
    @FunctionalInterface
    public interface Reports {

        /** @param beforeRaise whether the report is older than the last increase of the number of epochs */
        void accept(EpochMetrics epoch, boolean beforeRaise);
    }

    /**
     * @param lease lease of the loader; reading ends with it
     * @param notices receives lines about unreadable records
     */
    public MetricsTopic(LoaderBrokers brokers, Topics topics, WriterLease lease, Consumer<String> notices) {
        this.brokers = brokers;
        this.lease = lease;
        this.partition = new TopicPartition(topics.metrics(), 0);
        this.deadLetters = new DeadLetterTopic(brokers.clientConfig(), topics, brokers.timeout());
        this.records = new MetricsRecords(UnreadableRecords.keptIn(deadLetters, notices));
        try {
            consumer =
                    UngroupedConsumer.of(brokers.clientConfig()).closingAtOnce().create();
        } catch (KafkaException e) {
            throw brokers.failure(e);
        }
        consumer.assign(List.of(partition));
    }

    /**
     * Skips the records before the reports of this load. Reads a recreated topic from its beginning.
     *
     * @throws UserException if the brokers do not answer
     */
    public void begin(DatasetInfo info) {
        boolean same = Math.max(info.getReportsFrom(), info.getRaisedAt()) <= brokers.end(partition);
        consumer.seek(partition, same ? info.getReportsFrom() : 0);
        raisedAt = same ? info.getRaisedAt() : 0;
    }

    /**
     * Passes all existing unread reports to an action.
     *
     * @throws UserException if the brokers do not answer, or this loader may no longer write
     */
    public void readToEnd(Reports action) {
        try {
            long end =
                    consumer.endOffsets(List.of(partition), brokers.timeout()).get(partition);
            ReadUpTo.end(consumer, partition, end, brokers.timeout(), () -> readMore(action));
        } catch (KafkaException e) {
            throw brokers.failure(e);
        }
    }

    /**
     * Passes the next reports to an action. Returns after a short time if there are none.
     *
     * @throws UserException in the cases above
     */
    public void readMore(Reports action) {
        lease.check();
        try {
            consumer.poll(POLL).forEach(consumed -> records.epoch(consumed)
                    .ifPresent(epoch -> action.accept(epoch, consumed.offset() < raisedAt)));
        } catch (KafkaException e) {
            throw brokers.failure(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        deadLetters.close();
    }
}
