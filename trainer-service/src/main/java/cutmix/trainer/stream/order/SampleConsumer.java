package cutmix.trainer.stream.order;

import cutmix.schemas.kafka.UngroupedConsumer;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

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
        return settings(clientConfig, partitions).create();
    }

    /** Creates a consumer that reads to the end of its topic and is then closed. */
    public static Consumer<byte[], byte[]> closingAtOnce(Map<String, Object> clientConfig, int partitions) {
        return settings(clientConfig, partitions).closingAtOnce().create();
    }

    /** Returns the settings of {@link #of}. */
    static UngroupedConsumer settings(Map<String, Object> clientConfig, int partitions) {
        return UngroupedConsumer.of(clientConfig)
                .failingAtMissingOffsets()
                .with(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL)
                .with(
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        Math.max(LEAST_FETCH, Math.min(GREATEST_FETCH, FETCHED_BYTES / partitions)))
                .with(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES)
                // Uses the default of the system: with Kafka's 64 KB, brokers can send only while the consumer polls.
                .with(
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                        clientConfig.getOrDefault(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1));
    }
}
