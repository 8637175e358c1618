package cutmix.launcher.kafka;

import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.kafka.ReadToEnd;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.topic.ReadUpTo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the metrics topic holds of some runs. */
public final class RunMetrics {

    private static final Duration POLL = Duration.ofMillis(200);

    private RunMetrics() {}

    /**
     * The epochs of these runs, in the topic's order.
     *
     * @param notices take a line for each record that cannot be read, and is passed over
     */
    public static List<PublishedEpoch> read(
            String bootstrapServers, Collection<String> runs, Consumer<String> notices) {
        Brokers brokers = new Brokers(bootstrapServers, System.getenv());
        TopicPartition partition = new TopicPartition(brokers.topics().metrics(), 0);
        List<PublishedEpoch> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                ReadToEnd.config(brokers.clientConfig()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            ReadUpTo.end(consumer, partition, end, Brokers.TIMEOUT, () -> found.addAll(poll(consumer, runs, notices)));
        }
        return found;
    }

    /**
     * Waits until the topic is there.
     *
     * @param patience how long; zero to look once
     * @param lines take a line that says what is waited for, at a low rate
     * @throws UserException if no broker answers, or the topic is not created in time
     */
    public static void awaitTopic(Brokers brokers, Duration patience, Consumer<String> lines)
            throws InterruptedException {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(brokers.readerConfig(), new StringDeserializer(), new StringDeserializer())) {
            brokers.awaitTopic(consumer, brokers.topics().metrics(), patience, lines);
        } catch (KafkaException e) {
            throw BrokerFailure.of(brokers.bootstrapServers(), Brokers.TIMEOUT, e);
        }
    }

    /**
     * The epochs of these runs, in the topic's order, as soon as they are enough. The topic is there.
     *
     * @param enough is asked when all records that are there have been read
     * @param notices take a line for each record that cannot be read, and is passed over
     * @throws org.apache.kafka.common.KafkaException if the brokers refuse the configuration
     */
    public static List<PublishedEpoch> await(
            Brokers brokers,
            Collection<String> runs,
            Predicate<List<PublishedEpoch>> enough,
            Consumer<String> notices) {
        TopicPartition partition = new TopicPartition(brokers.topics().metrics(), 0);
        List<PublishedEpoch> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(brokers.readerConfig(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            do {
                found.addAll(poll(consumer, runs, notices));
            } while (consumer.currentLag(partition).orElse(1) > 0 || !enough.test(found));
        }
        return found;
    }

    private static List<PublishedEpoch> poll(
            KafkaConsumer<String, String> consumer, Collection<String> runs, Consumer<String> notices) {
        List<PublishedEpoch> found = new ArrayList<>();
        for (ConsumerRecord<String, String> consumed : consumer.poll(POLL)) {
            if (runs.contains(consumed.key())) {
                decode(consumed, notices).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<PublishedEpoch> decode(ConsumerRecord<String, String> consumed, Consumer<String> notices) {
        try {
            return Optional.of(new PublishedEpoch(
                    EpochMetricsJson.read(consumed.value()), Instant.ofEpochMilli(consumed.timestamp())));
        } catch (AvroRuntimeException e) {
            notices.accept("warning: topic " + consumed.topic() + ", partition " + consumed.partition() + ", offset "
                    + consumed.offset() + " is passed over: " + e.getMessage());
            return Optional.empty();
        }
    }
}
