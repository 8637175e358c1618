package cutmix.schemas.serde;

import cutmix.schemas.binary.BodyReader;
import cutmix.schemas.failure.UserException;
import io.apicurio.registry.serde.BaseSerde;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Deserializes framed values. Distinguishes a failing registry from an invalid value. */
final class RegistryDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private static final int FRAME = 1 + Integer.BYTES;

    private final Registry registry;
    private final Class<T> type;
    private final IntFunction<Schema> schemas;
    private final BodyReader<T> bodies;
    private final Map<Integer, DatumReader<T>> readers = new HashMap<>();

    /** @param schemas returns the schema with an id from the registry */
    RegistryDeserializer(Registry registry, Class<T> type, IntFunction<Schema> schemas) {
        this.registry = registry;
        this.type = type;
        this.schemas = schemas;
        this.bodies = new BodyReader<>(type);
    }

    /**
     * Reads the record in these bytes.
     *
     * @throws SerializationException if the value is missing, truncated, too long, not framed, or of a schema that the
     *     registry lacks or that does not fit the record class
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
        int id = ByteBuffer.wrap(value).getInt(1);
        DatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = bodies.readerOf(schema(id));
            readers.put(id, reader);
        }
        return bodies.read(reader, value, FRAME);
    }

    private Schema schema(int id) {
        try {
            return schemas.apply(id);
        } catch (RuntimeException e) {
            if (Registry.isNotFound(e)) {
                throw new SerializationException(
                        "schema " + id + " is not in the schema registry at " + registry.url(), e);
            }
            if (registry.hasFailed(e)) {
                throw registry.failure(e);
            }
            throw new SerializationException(
                    "schema " + id + " in the schema registry at " + registry.url() + " is not an Avro schema", e);
        }
    }
}
