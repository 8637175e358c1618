package cutmix.schemas.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Creates consumers that belong to no group. They commit no offsets, create no topics and return only committed
 * records. They start at an offset that the caller sets, or at the beginning of the topic.
 */
public final class UngroupedConsumer {

    private final Map<String, Object> config;

    private UngroupedConsumer(Map<String, Object> clientConfig) {
        config = new HashMap<>(clientConfig);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A trainer that loses its run while it publishes leaves an aborted record.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    /** @param clientConfig connection to the brokers: {@code bootstrap.servers} and, where needed, security settings */
    public static UngroupedConsumer of(Map<String, Object> clientConfig) {
        return new UngroupedConsumer(clientConfig);
    }

    /**
     * Configures a consumer that reads to the end of a topic and is then closed. Kafka's consumer sends another fetch
     * before it returns the last records, and {@code close} waits for the response, by default for half a second.
     */
    public UngroupedConsumer closingAtOnce() {
        return with(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    }

    /** Configures a consumer that fails if an offset does not exist, instead of reading from the beginning. */
    public UngroupedConsumer failingAtMissingOffsets() {
        return with(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    }

    /** Sets a property of the consumer. */
    public UngroupedConsumer with(String property, Object value) {
        config.put(property, value);
        return this;
    }

    /** Returns the properties of the consumer, without its deserializers. */
    public Map<String, Object> config() {
        return Map.copyOf(config);
    }

    /**
     * Creates the consumer.
     *
     * @throws org.apache.kafka.common.KafkaException if a property is invalid
     */
    public KafkaConsumer<byte[], byte[]> create() {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
