package cutmix.trainer.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.deadletter.UnreadableRecords;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.kafka.UngroupedConsumer;
import cutmix.schemas.metrics.MetricsRecords;
import cutmix.schemas.topic.ReadUpTo;
import cutmix.schemas.waiting.TopicWait;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the metrics topic without a consumer group. */
public final class MetricsReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);

    private final TopicPartition partition;
    private final Object brokers;
    private final Duration brokerTimeout;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final MetricsRecords records;

    /** The topic's number of partitions, as last looked up. */
    private int partitions;

    /**
     * @param consumer is closed with this reader
     * @param brokers their addresses, as configured
     */
    MetricsReader(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Object brokers,
            String topic,
            Duration brokerTimeout,
            Consumer<String> notices) {
        this.records = new MetricsRecords(new UnreadableRecords(notices));
        this.partition = new TopicPartition(topic, 0);
        this.brokers = brokers;
        this.brokerTimeout = brokerTimeout;
        this.consumer = consumer;
        consumer.assign(List.of(partition));
    }

    /** @throws UserException if the client settings are invalid */
    private static MetricsReader connect(
            Map<String, Object> clientConfig, String topic, Duration brokerTimeout, Consumer<String> notices) {
        Object brokers = clientConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        try {
            return new MetricsReader(
                    UngroupedConsumer.of(clientConfig).create(), brokers, topic, brokerTimeout, notices);
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(brokers, e);
        }
    }

    /**
     * Opens a reader for a topic that exists.
     *
     * @param notices receives lines about unreadable records
     * @throws UserException if no broker answers, or the topic does not exist
     */
    public static MetricsReader open(
            Map<String, Object> clientConfig, String topic, Duration brokerTimeout, Consumer<String> notices) {
        MetricsReader reader = connect(clientConfig, topic, brokerTimeout, notices);
        try {
            reader.lookUpTopic();
            reader.requirePartition();
            return reader;
        } catch (UserException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Opens a reader for a topic that may not exist yet.
     *
     * @param maxWait how long to wait for the topic
     * @param notices receives lines about unreadable records, and from time to time a line that names the missing
     *     topic
     * @throws UserException if no broker answers, or the topic is not created in time
     */
    public static MetricsReader await(
            Map<String, Object> clientConfig,
            String topic,
            Duration brokerTimeout,
            Duration maxWait,
            Consumer<String> notices)
            throws InterruptedException {
        MetricsReader reader = connect(clientConfig, topic, brokerTimeout, notices);
        try {
            reader.awaitTopic(maxWait, notices);
            return reader;
        } catch (UserException | InterruptedException e) {
            reader.close();
            throw e;
        }
    }

    /** Waits for the topic, as {@link #await} does. */
    void awaitTopic(Duration maxWait, Consumer<String> notices) throws InterruptedException {
        TopicWait.await(partition.topic(), this::lookUpTopic, maxWait, notices);
        requirePartition();
    }

    /** Returns whether the topic exists. */
    private boolean lookUpTopic() {
        try {
            partitions =
                    consumer.partitionsFor(partition.topic(), brokerTimeout).size();
            return partitions > 0;
        } catch (TimeoutException e) {
            throw BrokerFailure.unanswered(brokers, brokerTimeout, e);
        } catch (AuthenticationException e) {
            throw BrokerFailure.unauthenticated(brokers, e);
        }
    }

    private void requirePartition() {
        if (partitions == 0) {
            throw new UserException(
                    "topic " + partition.topic() + " does not exist: start the loader, or run ./cutmix topics create");
        }
        if (partitions > 1) {
            throw new UserException("topic " + partition.topic() + " at " + brokers + " has " + partitions
                    + " partitions, not 1: delete it, and start the loader or run ./cutmix topics create");
        }
    }

    /** Returns the offset of the next record that will be written. */
    public long end() {
        try {
            return consumer.endOffsets(List.of(partition), brokerTimeout).get(partition);
        } catch (TimeoutException e) {
            throw BrokerFailure.unanswered(brokers, brokerTimeout, e);
        }
    }

    /**
     * Reads the epochs between two offsets; {@code end} is exclusive.
     *
     * @throws UserException if the topic is deleted or recreated in the meantime, or no broker answers
     */
    public void read(long from, long end, Consumer<EpochMetrics> epochs) {
        read(from, end, any -> true, epochs);
    }

    private void read(long from, long end, Predicate<String> runs, Consumer<EpochMetrics> epochs) {
        consumer.seek(partition, from);
        try {
            ReadUpTo.end(consumer, partition, end, brokerTimeout, () -> poll(runs, epochs));
        } catch (TimeoutException e) {
            throw BrokerFailure.unanswered(brokers, brokerTimeout, e);
        }
    }

    /** Reads all existing and new epochs until this process ends. */
    public void follow(Consumer<EpochMetrics> epochs) {
        consumer.seekToBeginning(List.of(partition));
        while (!Thread.currentThread().isInterrupted()) {
            poll(any -> true, epochs);
        }
    }

    private void poll(Predicate<String> runs, Consumer<EpochMetrics> epochs) {
        consumer.poll(POLL).forEach(consumed -> records.epochOf(runs, consumed).ifPresent(epochs));
    }

    /**
     * Returns the epochs of a run that were published at this offset or after it. Reads from the beginning if the topic
     * was recreated.
     *
     * @param id distinguishes the run from other runs of its name
     */
    public Set<Integer> epochs(String run, String id, long from) {
        Set<Integer> epochs = new HashSet<>();
        long end = end();
        read(from <= end ? from : 0, end, run::equals, epoch -> {
            if (id.equals(epoch.getRunId())) {
                epochs.add(epoch.getEpoch());
            }
        });
        return epochs;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
