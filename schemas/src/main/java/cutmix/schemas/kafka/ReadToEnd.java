package cutmix.schemas.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Consumers that read to the end of a topic, and close. */
public final class ReadToEnd {

    private ReadToEnd() {}

    /**
     * Settings with which they close at once. Kafka's consumer asks for more before it hands over the last records, and waits in
     * {@code close} until the brokers have answered that: half a second later, by default. They
     * leave out what was never committed.
     */
    public static Map<String, Object> config(Map<String, Object> clientConfig) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return config;
    }
}
