package cutmix.schemas;

import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.serde.BaseSerde;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Tells a registry that fails from a value that is no such record. */
final class RegistryDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private static final int FRAME = 1 + Integer.BYTES;

    private final Registry registry;
    private final Class<T> type;
    private final AvroKafkaDeserializer<T> deserializer;
    private final Set<Integer> known = new HashSet<>();

    RegistryDeserializer(Registry registry, Class<T> type, AvroKafkaDeserializer<T> deserializer) {
        this.registry = registry;
        this.type = type;
        this.deserializer = deserializer;
    }

    /**
     * The record in these bytes.
     *
     * @throws SerializationException if the value is missing, truncated, not framed, or of a schema that the registry lacks
     * @throws UserException if the registry does not answer
     */
    @Override
    public T deserialize(String topic, byte[] value) {
        if (value == null || value.length == 0) {
            throw new SerializationException("an empty value is not a " + type.getSimpleName());
        }
        if (value.length < FRAME || value[0] != BaseSerde.MAGIC_BYTE) {
            throw new SerializationException("a value of " + value.length
                    + " bytes does not begin with the id of a schema: it was written without a schema registry");
        }
        resolve(ByteBuffer.wrap(value).getInt(1));
        try {
            return deserializer.deserialize(topic, value);
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "a value of " + value.length + " bytes is not a whole " + type.getSimpleName() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private void resolve(int id) {
        if (known.contains(id)) {
            return;
        }
        try {
            deserializer
                    .getSchemaResolver()
                    .resolveSchemaByArtifactReference(
                            ArtifactReference.builder().contentId((long) id).build());
        } catch (RuntimeException e) {
            if (Registry.isNotFound(e)) {
                throw new SerializationException(
                        "schema " + id + " is not in the schema registry at " + registry.url(), e);
            }
            throw registry.failure(e);
        }
        known.add(id);
    }
}
