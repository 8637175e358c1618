package cutmix.trainer.page.topics;

import cutmix.schemas.kafka.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The Kafka cluster that the page reads.
 *
 * @param clientConfig connection to the brokers and the optional schema registry
 */
public record PageBrokers(Map<String, Object> clientConfig, Topics topics) {

    private static final int TIMEOUT_MILLIS = 5_000;

    /** Returns host and port as configured. */
    public String address() {
        return String.valueOf(clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** Returns the same cluster with the topics of another pipeline. */
    PageBrokers with(Topics others) {
        return new PageBrokers(clientConfig, others);
    }

    Admin admin() {
        return Admin.create(impatient());
    }

    /** Creates a consumer without a group, which writes nothing to the brokers. */
    KafkaConsumer<byte[], byte[]> consumer(int mostRecords, int mostBytes) {
        Map<String, Object> config = impatient();
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, mostBytes);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> impatient() {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return config;
    }
}
