package cutmix.schemas.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A format of Avro records in the values of Kafka records. All services of a pipeline must use the same format.
 *
 * <p>A deserializer throws {@link org.apache.kafka.common.errors.SerializationException} if a value is not such a
 * record. Serializers and deserializers are not thread-safe.
 */
public sealed interface RecordFormat permits SingleObjectFormat, RegistryFormat {

    /** The client property that contains the registry's address. */
    String REGISTRY_URL = "apicurio.registry.url";

    <T extends SpecificRecord> Serializer<T> serializer(Class<T> type);

    <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type);

    /**
     * Returns the format for a Kafka client's configuration. If {@link #REGISTRY_URL} is set, this is the frame with a
     * schema id that other tools also read; otherwise it is Avro's single-object encoding, which needs no registry.
     *
     * @param clientConfig may also contain Apicurio's other settings, for authentication and TLS
     */
    static RecordFormat of(Map<String, Object> clientConfig) {
        String registry = String.valueOf(clientConfig.getOrDefault(REGISTRY_URL, ""));
        return registry.isBlank() ? new SingleObjectFormat() : new RegistryFormat(clientConfig);
    }
}
