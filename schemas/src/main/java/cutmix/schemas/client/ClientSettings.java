package cutmix.schemas.client;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.http.HttpAddress;
import cutmix.schemas.serde.RecordFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Checks whether Kafka's clients accept their settings. A service calls this at start, before it connects, because it
 * creates some clients only when it needs them, and because a channel cannot report that it failed to create its
 * client.
 */
public final class ClientSettings {

    private ClientSettings() {}

    /**
     * Checks the settings shared by all clients of a service.
     *
     * @throws SettingException if a consumer, a producer or an admin client would refuse them, or the schema
     *     registry has no address; names the setting
     */
    public static void check(Map<String, Object> shared) {
        Map<String, Object> reader = new HashMap<>(shared);
        reader.remove(ConsumerConfig.GROUP_ID_CONFIG);
        reader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        checkConsumer(reader);
        checkProducer(shared);
        checkRegistry(shared);
        check("admin client", AdminClientConfig::new, new HashMap<>(shared));
    }

    /** @throws SettingException if a consumer would refuse these settings; names the setting */
    public static void checkConsumer(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        check("consumer", ConsumerConfig::new, config);
    }

    /** @throws SettingException if a producer would refuse these settings; names the setting */
    public static void checkProducer(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        check("producer", ProducerConfig::new, config);
    }

    /**
     * Returns the settings of a transactional producer. It waits for all in-sync replicas, even if the shared settings
     * say otherwise.
     *
     * @param shared the settings shared by all clients of a service
     */
    public static Map<String, Object> transactional(Map<String, Object> shared, String transactionalId) {
        Map<String, Object> config = idempotent(shared);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return config;
    }

    /**
     * Returns the settings of an idempotent producer. It waits for all in-sync replicas, even if the shared settings say
     * otherwise.
     *
     * @param shared the settings shared by all clients of a service
     */
    public static Map<String, Object> idempotent(Map<String, Object> shared) {
        Map<String, Object> config = new HashMap<>(shared);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return config;
    }

    /**
     * Returns the settings of a client whose requests fail unless a broker answers them within a time.
     *
     * @param shared the settings shared by all clients of a service
     */
    public static Map<String, Object> answeredWithin(Duration timeout, Map<String, Object> shared) {
        Map<String, Object> config = new HashMap<>(shared);
        int millis = Math.toIntExact(timeout.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return config;
    }

    private static void checkRegistry(Map<String, Object> shared) {
        String url = String.valueOf(shared.getOrDefault(RecordFormat.REGISTRY_URL, ""));
        if (!url.isBlank() && HttpAddress.parse(url).isEmpty()) {
            throw new SettingException("CUTMIX_REGISTRY_URL '" + HttpAddress.withoutUser(url)
                    + "' is not an http or https URL: give one such as http://localhost:8081/apis/registry/v3");
        }
    }

    private static void check(String client, Consumer<Map<String, Object>> reading, Map<String, Object> config) {
        try {
            reading.accept(config);
        } catch (ConfigException e) {
            throw new SettingException(
                    "a Kafka " + client + " refuses its settings: " + e.getMessage()
                            + ": correct it where it is set, as KAFKA_... or MP_MESSAGING_...",
                    e);
        }
    }
}
