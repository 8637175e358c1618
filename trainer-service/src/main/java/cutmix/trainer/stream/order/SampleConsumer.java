package cutmix.trainer.stream.order;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Creates the Kafka consumer of an image topic. The consumer has no group and reads only assigned partitions. */
public final class SampleConsumer {

    private static final int RECORDS_A_POLL = 256;

    /**
     * Limit on fetched bytes that are not polled yet, for all partitions together. Each partition may have at least one
     * batch of records of any size.
     */
    private static final int FETCHED_BYTES = 16 << 20;

    private static final int LEAST_FETCH = 64 << 10;
    private static final int GREATEST_FETCH = 1 << 20;

    private SampleConsumer() {}

    /**
     * Creates a consumer.
     *
     * @param clientConfig connection to the brokers
     * @param partitions number of partitions of the topic
     */
    public static Consumer<byte[], byte[]> of(Map<String, Object> clientConfig, int partitions) {
        return new KafkaConsumer<>(
                config(clientConfig, partitions), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns the configuration of {@link #of}. */
    static Map<String, Object> config(Map<String, Object> clientConfig, int partitions) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        config.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Math.max(LEAST_FETCH, Math.min(GREATEST_FETCH, FETCHED_BYTES / partitions)));
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        // Uses the default of the system: with Kafka's 64 KB, brokers can send only while the consumer polls.
        config.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        return config;
    }
}
