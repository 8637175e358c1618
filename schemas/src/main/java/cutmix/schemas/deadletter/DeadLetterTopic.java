package cutmix.schemas.deadletter;

import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.kafka.TransactionalIds;
import cutmix.schemas.kafka.UngroupedConsumer;
import cutmix.schemas.lease.Fencing;
import cutmix.schemas.size.TooLargeRecord;
import cutmix.schemas.topic.ReadUpTo;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes each unreadable record to the dead letter topic exactly once, even if several services read it, or one service
 * reads it several times.
 *
 * <p>All writers share one transactional id. Before a writer writes a record, it checks whether the topic already
 * contains it. If another writer starts in the meantime, it fences the first writer, whose commit fails; the first
 * writer then checks again. A writer also checks again after a failure with an unknown outcome.
 *
 * <p>Not thread-safe. Connects to the brokers when the first record is written.
 */
public final class DeadLetterTopic implements DeadLetters {

    private static final Duration POLL = Duration.ofMillis(200);

    /** The number of successive writes that may fail with an unknown outcome. */
    private static final int ATTEMPTS = 5;

    /** Brokers accept requests of up to 100 MiB (socket.request.max.bytes). */
    private static final int GREATEST_RECORD = 99 << 20;

    private final Map<String, Object> clientConfig;
    private final String name;
    private final String transactionalId;
    private final Duration timeout;
    private final Function<Map<String, Object>, Producer<byte[], byte[]>> connector;
    private final TopicPartition partition;
    private final Set<RecordPosition> kept = new HashSet<>();
    private Consumer<byte[], byte[]> consumer;
    private Producer<byte[], byte[]> producer;

    /**
     * @param clientConfig connection to the brokers
     * @param timeout how long a broker may take to answer
     */
    public DeadLetterTopic(Map<String, Object> clientConfig, Topics topics, Duration timeout) {
        this(
                clientConfig,
                topics,
                timeout,
                config -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** @param connector creates a producer from its configuration */
    DeadLetterTopic(
            Map<String, Object> clientConfig,
            Topics topics,
            Duration timeout,
            Function<Map<String, Object>, Producer<byte[], byte[]>> connector) {
        this.clientConfig = Map.copyOf(clientConfig);
        this.name = topics.deadLetters();
        this.transactionalId = new TransactionalIds(topics).deadLetters();
        this.timeout = timeout;
        this.connector = connector;
        this.partition = new TopicPartition(name, 0);
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns after the brokers have stored the record. */
    @Override
    public void keep(DeadLetter letter, ConsumerRecord<byte[], byte[]> unreadable) {
        RecordPosition position = RecordPosition.of(letter);
        try {
            connect();
            int failures = 0;
            while (!isKept(position)) {
                try {
                    write(letter, unreadable);
                    kept.add(position); // The committed record may become visible only a moment later.
                } catch (TimeoutException | AuthenticationException e) {
                    throw e;
                } catch (KafkaException e) {
                    if (TooLargeRecord.in(e).isPresent() || !Fencing.isFencing(e) && ++failures == ATTEMPTS) {
                        throw e;
                    }
                    producer.close(Duration.ZERO);
                    producer = producer();
                }
            }
        } catch (TimeoutException e) {
            throw BrokerFailure.unanswered(brokers(), timeout, e);
        } catch (AuthenticationException e) {
            throw BrokerFailure.unauthenticated(brokers(), e);
        } catch (KafkaException e) {
            TooLargeRecord.in(e).ifPresent(tooLarge -> {
                throw TooLargeRecord.of(name, 0, unreadable.value().length, tooLarge);
            });
            throw new UserException(
                    letter.place() + ": the record cannot be read (" + letter.reason() + "), nor be kept in topic "
                            + name + " (" + e.getMessage() + "): fix that and start again",
                    e);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
        if (consumer != null) {
            consumer.close();
        }
    }

    private void connect() {
        if (consumer == null) {
            consumer = UngroupedConsumer.of(clientConfig).create();
            if (consumer.partitionsFor(name, timeout).isEmpty()) {
                throw new KafkaException("it does not exist; the loader and ./cutmix topics create make it");
            }
            consumer.assign(List.of(partition));
        }
        if (producer == null) {
            producer = producer();
        }
    }

    private boolean isKept(RecordPosition position) {
        long end = consumer.endOffsets(List.of(partition), timeout).get(partition);
        ReadUpTo.end(consumer, partition, end, timeout, () -> consumer.poll(POLL)
                .forEach(record ->
                        DeadLetter.in(record.headers()).ifPresent(letter -> kept.add(RecordPosition.of(letter)))));
        return kept.contains(position);
    }

    private void write(DeadLetter letter, ConsumerRecord<byte[], byte[]> unreadable) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(name, 0, unreadable.key(), unreadable.value(), letter.headers()));
        producer.commitTransaction();
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> config = ClientSettings.transactional(clientConfig, transactionalId);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.toMillis());
        // Records of any size: the topic of dead letters refuses those that are too large.
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, GREATEST_RECORD);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, GREATEST_RECORD);
        Producer<byte[], byte[]> made = connector.apply(config);
        try {
            // Aborts another writer's open transaction, or waits until its committed one is visible.
            made.initTransactions();
            return made;
        } catch (RuntimeException e) {
            made.close(Duration.ZERO);
            throw e;
        }
    }

    private Object brokers() {
        return clientConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
    }
}
