package cutmix.schemas;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what {@link AvroSerializer} wrote, with the current version of the schema or an earlier one, which lacks some of the
 * fields that have a default.
 *
 * <p>Not thread-safe.
 *
 * @param <T> a generated record class
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final Class<T> type;
    private final BinaryMessageDecoder<T> decoder;

    /** @param type the record class to read into; its schema is the reader's */
    public AvroDeserializer(Class<T> type) {
        this.type = type;
        SpecificData data = SpecificData.getForClass(type);
        decoder = new BinaryMessageDecoder<>(data, data.getSchema(type));
        SchemaVersions.of(data.getSchema(type)).forEach(decoder::addSchema);
    }

    /**
     * The record in these bytes.
     *
     * @throws SerializationException if the value is missing, truncated, or of a schema unknown here
     */
    @Override
    public T deserialize(String topic, byte[] value) {
        if (value == null || value.length == 0) {
            throw new SerializationException("an empty value is not a " + type.getSimpleName());
        }
        if (value[0] == 0) {
            throw new SerializationException("a value of " + value.length
                    + " bytes begins with the id of a schema: it was written through a schema registry; set"
                    + " CUTMIX_REGISTRY_URL");
        }
        try {
            return decoder.decode(value);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new SerializationException(
                    "a value of " + value.length + " bytes is not a whole " + type.getSimpleName() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
