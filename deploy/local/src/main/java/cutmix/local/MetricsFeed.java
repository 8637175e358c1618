package cutmix.local;

import cutmix.local.mlflow.EpochLog;
import cutmix.schemas.BrokerFailure;
import cutmix.schemas.EpochMetricsJson;
import cutmix.schemas.UserException;
import cutmix.schemas.text.Printable;
import cutmix.schemas.topic.ReadUpTo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The epochs of the metrics topic, from its beginning and as they come, without a consumer group. */
final class MetricsFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TO_CLOSE = Duration.ofSeconds(1);

    private final Brokers brokers;
    private final Consumer<String> notices;
    private final TopicPartition partition;
    private final KafkaConsumer<String, String> consumer;

    /**
     * Reads a topic that need not be there yet.
     *
     * @param notices take a line for each record that cannot be read
     * @throws UserException if the configuration names no usable broker
     */
    MetricsFeed(Brokers brokers, Consumer<String> notices) {
        this.brokers = brokers;
        this.notices = notices;
        this.partition = new TopicPartition(brokers.topics().metrics(), 0);
        try {
            consumer = new KafkaConsumer<>(brokers.readerConfig(), new StringDeserializer(), new StringDeserializer());
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(brokers.bootstrapServers(), e);
        }
        consumer.assign(List.of(partition));
    }

    /** @throws UserException if no broker answers, or the topic is not there */
    void requireTopic() {
        try {
            if (consumer.partitionsFor(partition.topic(), Brokers.TIMEOUT).isEmpty()) {
                throw new UserException("topic " + partition.topic() + " at " + brokers.bootstrapServers()
                        + " does not exist: start the loader, which makes it");
            }
        } catch (TimeoutException e) {
            throw BrokerFailure.unanswered(brokers.bootstrapServers(), Brokers.TIMEOUT, e);
        } catch (AuthenticationException e) {
            throw BrokerFailure.unauthenticated(brokers.bootstrapServers(), e);
        }
    }

    /** Hands over what comes next; returns soon if nothing does. */
    void poll(Consumer<EpochLog> action) {
        consumer.poll(POLL).forEach(consumed -> decode(consumed).ifPresent(action));
    }

    /**
     * Hands over what is there and has not been read: nothing, where there is no topic.
     *
     * @param patience with the brokers
     * @throws TimeoutException if they do not answer
     */
    void readToEnd(Duration patience, Consumer<EpochLog> action) {
        if (consumer.partitionsFor(partition.topic(), patience).isEmpty()) {
            return;
        }
        long end = consumer.endOffsets(List.of(partition), patience).get(partition);
        ReadUpTo.end(consumer, partition, end, patience, () -> poll(action));
    }

    private Optional<EpochLog> decode(ConsumerRecord<String, String> consumed) {
        try {
            return Optional.of(EpochLog.of(EpochMetricsJson.read(consumed.value()), consumed.timestamp()));
        } catch (AvroRuntimeException | NullPointerException e) {
            notices.accept("warning: " + partition + ", offset " + consumed.offset() + " is passed over: "
                    + Printable.of(e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(TO_CLOSE));
    }
}
