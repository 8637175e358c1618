package cutmix.schemas.serde;

import cutmix.schemas.binary.BodyReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Deserializes records written by {@link AvroSerializer} with the current version of the schema, or with an earlier
 * version that lacks some of the fields with a default.
 *
 * <p>Not thread-safe.
 *
 * @param <T> a generated record class
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int HEADER = MARKER.length + Long.BYTES;

    private final Class<T> type;
    private final BodyReader<T> bodies;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>();

    /** @param type the record class; its schema is the reader's schema */
    public AvroDeserializer(Class<T> type) {
        this.type = type;
        bodies = new BodyReader<>(type);
        for (Schema version : SchemaVersions.of(SpecificData.getForClass(type).getSchema(type))) {
            readers.put(SchemaNormalization.parsingFingerprint64(version), bodies.readerOf(version));
        }
    }

    /**
     * Reads the record in these bytes.
     *
     * @throws SerializationException if the value is missing, truncated, too long, or of an unknown schema
     * @throws RegistryValueException if the value was written through a schema registry
     */
    @Override
    public T deserialize(String topic, byte[] value) {
        if (value == null || value.length == 0) {
            throw new SerializationException("an empty value is not a " + type.getSimpleName());
        }
        if (value[0] == 0) {
            throw new RegistryValueException(value.length);
        }
        return bodies.read(reader(value), value, HEADER);
    }

    private DatumReader<T> reader(byte[] value) {
        if (value.length < HEADER || value[0] != MARKER[0] || value[1] != MARKER[1]) {
            throw failure(value, "it does not begin with the fingerprint of a schema");
        }
        long fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER.length);
        DatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw failure(
                    value, String.format(Locale.ROOT, "its schema has the unknown fingerprint %016x", fingerprint));
        }
        return reader;
    }

    private SerializationException failure(byte[] value, String reason) {
        return new SerializationException(
                "a value of " + value.length + " bytes is not a whole " + type.getSimpleName() + ": " + reason);
    }
}
