package cutmix.schemas.binary;

import cutmix.schemas.text.Printable;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads the binary bodies of one generated record class. For any bytes, the result is a record or a
 * {@link SerializationException}, and decoding needs at most a small multiple of the body's size in memory.
 *
 * <p>Not thread-safe.
 *
 * @param <T> the record class; its schema is the reader's schema
 */
public final class BodyReader<T extends SpecificRecord> {

    private final Class<T> type;
    private final SpecificData data;
    private final BoundedDecoder decoder = new BoundedDecoder();

    public BodyReader(Class<T> type) {
        this.type = type;
        this.data = SpecificData.getForClass(type);
    }

    /**
     * Creates a reader of records that were written with a schema.
     *
     * @throws SerializationException if records of that schema cannot be read as this class
     */
    @SuppressWarnings("unchecked")
    public DatumReader<T> readerOf(Schema written) {
        try {
            return (DatumReader<T>) data.createDatumReader(written, data.getSchema(type));
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "records of the schema " + written.getFullName() + " are not records of " + type.getSimpleName()
                            + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Decodes the record that occupies an array from an index to its end.
     *
     * @param reader from {@link #readerOf}
     * @throws SerializationException if there is no such record, or bytes are left after it
     */
    public T read(DatumReader<T> reader, byte[] value, int start) {
        decoder.begin(value, start);
        T read;
        try {
            read = reader.read(null, decoder);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro throws many kinds of exceptions for invalid bytes, and recursive schemas can overflow the stack.
            throw failure(value, e instanceof StackOverflowError ? "it is nested too deeply" : e.getMessage(), e);
        }
        if (decoder.remaining() > 0) {
            throw failure(value, decoder.remaining() + " bytes follow it", null);
        }
        return read;
    }

    private SerializationException failure(byte[] value, String reason, Throwable cause) {
        return new SerializationException(
                "a value of " + value.length + " bytes is not a whole " + type.getSimpleName() + ": "
                        + Printable.of(reason),
                cause);
    }
}
