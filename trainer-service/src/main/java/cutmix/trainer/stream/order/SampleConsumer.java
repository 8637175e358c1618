package cutmix.trainer.stream.order;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumer of an image topic. It belongs to no group, and reads only where it is told to. */
public final class SampleConsumer {

    private static final int RECORDS_A_POLL = 256;

    /** Fetched and not yet polled, of all partitions together; of each at least one batch of records, whatever its size. */
    private static final int FETCHED_BYTES = 16 << 20;

    private static final int LEAST_FETCH = 64 << 10;
    private static final int GREATEST_FETCH = 1 << 20;

    private SampleConsumer() {}

    /**
     * A new consumer.
     *
     * @param clientConfig how to reach the brokers
     * @param partitions of its topic
     */
    public static Consumer<byte[], byte[]> of(Map<String, Object> clientConfig, int partitions) {
        return new KafkaConsumer<>(
                config(clientConfig, partitions), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The configuration of {@link #of}. */
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
        // As large as the system makes it: with Kafka's 64 KB, brokers can send only while this side polls.
        config.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        return config;
    }
}
