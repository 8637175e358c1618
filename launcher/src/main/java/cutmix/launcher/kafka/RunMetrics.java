package cutmix.launcher.kafka;

import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.deadletter.UnreadableRecords;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.metrics.MetricsRecords;
import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.topic.ReadUpTo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the records of some runs from the metrics topic. */
public final class RunMetrics {

    private static final Duration POLL = Duration.ofMillis(200);

    private RunMetrics() {}

    /**
     * Reads the epochs of these runs, in the order of the topic.
     *
     * @param notices receives lines about unreadable records
     */
    public static List<PublishedEpoch> read(
            String bootstrapServers, Collection<String> runs, Consumer<String> notices) {
        Brokers brokers = new Brokers(bootstrapServers, System.getenv());
        TopicPartition partition = new TopicPartition(brokers.topics().metrics(), 0);
        MetricsRecords records = records(notices);
        List<PublishedEpoch> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                brokers.consumer().closingAtOnce().create()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            ReadUpTo.end(consumer, partition, end, Brokers.TIMEOUT, () -> found.addAll(poll(consumer, runs, records)));
        }
        return found;
    }

    /**
     * Waits until the topic exists.
     *
     * @param maxWait how long to wait; zero for a single check
     * @param lines receives lines about the wait, at a low rate
     * @throws UserException if no broker answers, or the topic is not created in time
     */
    public static void awaitTopic(Brokers brokers, Duration maxWait, Consumer<String> lines)
            throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = brokers.consumer().create()) {
            brokers.awaitTopic(consumer, brokers.topics().metrics(), maxWait, lines);
        } catch (KafkaException e) {
            throw BrokerFailure.of(brokers.bootstrapServers(), Brokers.TIMEOUT, e);
        }
    }

    /**
     * Waits for enough epochs of these runs, and returns them in the order of the topic. The topic must exist.
     *
     * @param enough called when all available records have been read; returns whether these are enough
     * @param notices receives lines about unreadable records
     * @throws org.apache.kafka.common.KafkaException if the brokers reject the configuration
     */
    public static List<PublishedEpoch> await(
            Brokers brokers,
            Collection<String> runs,
            Predicate<List<PublishedEpoch>> enough,
            Consumer<String> notices) {
        TopicPartition partition = new TopicPartition(brokers.topics().metrics(), 0);
        MetricsRecords records = records(notices);
        List<PublishedEpoch> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = brokers.consumer().create()) {
            consumer.assign(List.of(partition));
            do {
                found.addAll(poll(consumer, runs, records));
            } while (consumer.currentLag(partition).orElse(1) > 0 || !enough.test(found));
        }
        return found;
    }

    /** Decodes records, and warns about those that are unreadable. */
    static MetricsRecords records(Consumer<String> notices) {
        return new MetricsRecords(new UnreadableRecords(line -> notices.accept(LinePrefix.WARNING + line)));
    }

    private static List<PublishedEpoch> poll(
            KafkaConsumer<byte[], byte[]> consumer, Collection<String> runs, MetricsRecords records) {
        List<PublishedEpoch> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL)) {
            records.epochOf(runs::contains, consumed)
                    .ifPresent(
                            epoch -> found.add(new PublishedEpoch(epoch, Instant.ofEpochMilli(consumed.timestamp()))));
        }
        return found;
    }
}
