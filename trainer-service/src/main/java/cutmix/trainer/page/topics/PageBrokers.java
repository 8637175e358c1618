package cutmix.trainer.page.topics;

import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.kafka.UngroupedConsumer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The Kafka cluster that the page reads.
 *
 * @param clientConfig connection to the brokers and the optional schema registry
 */
public record PageBrokers(Map<String, Object> clientConfig, Topics topics) {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

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
        return UngroupedConsumer.of(impatient())
                .with(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords)
                .with(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, mostBytes)
                .create();
    }

    private Map<String, Object> impatient() {
        return ClientSettings.answeredWithin(TIMEOUT, clientConfig);
    }
}
