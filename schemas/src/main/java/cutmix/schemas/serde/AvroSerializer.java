package cutmix.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializes records in Avro's single-object encoding: the two bytes {@code C3 01}, the eight-byte fingerprint of the
 * schema, and the binary body (Avro specification, "Single object encoding"). With the fingerprint, a reader with
 * another version of the schema can resolve both versions without a registry.
 *
 * @param <T> a generated record class
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final BinaryMessageEncoder<T> encoder;

    public AvroSerializer(Class<T> type) {
        SpecificData data = SpecificData.getForClass(type);
        encoder = new BinaryMessageEncoder<>(data, data.getSchema(type), false); // Copied only once, below.
    }

    @Override
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        try {
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new SerializationException(
                    "A record for " + topic + " does not fit its schema: " + e.getMessage(), e);
        }
    }
}
