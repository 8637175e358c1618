package cutmix.schemas.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How Avro records become the values of Kafka records. All services of one pipeline must use the same.
 *
 * <p>A deserializer throws {@link org.apache.kafka.common.errors.SerializationException} for a value that is no such record.
 * Serializers and deserializers are each for one thread.
 */
public sealed interface RecordFormat permits SingleObjectFormat, RegistryFormat {

    /** The key of the client configuration that holds the registry's address. */
    String REGISTRY_URL = "apicurio.registry.url";

    <T extends SpecificRecord> Serializer<T> serializer(Class<T> type);

    <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type);

    /**
     * The format that a Kafka client's configuration asks for: with an address under {@link #REGISTRY_URL}, the frame that other
     * tools read too, by way of that registry; without, Avro's single-object encoding, which needs no registry.
     *
     * @param clientConfig may also hold Apicurio's other settings, for authentication and TLS
     */
    static RecordFormat of(Map<String, Object> clientConfig) {
        String registry = String.valueOf(clientConfig.getOrDefault(REGISTRY_URL, ""));
        return registry.isBlank() ? new SingleObjectFormat() : new RegistryFormat(clientConfig);
    }
}
