package cutmix.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * {@link EpochMetrics} as Avro JSON (Avro specification, "JSON encoding"), one line: any Kafka tool shows the metrics topic
 * as text.
 */
public final class EpochMetricsJson {

    private static final Schema NEWEST = EpochMetrics.getClassSchema();
    private static final List<Schema> VERSIONS = SchemaVersions.of(NEWEST);

    private EpochMetricsJson() {}

    /** One line of JSON, without a line feed. */
    public static String write(EpochMetrics metrics) {
        return write(metrics, NEWEST);
    }

    static <T> String write(T metrics, Schema schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try {
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, out);
            new SpecificDatumWriter<T>(schema).write(metrics, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AvroRuntimeException("Cannot encode " + metrics, e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * The record in a line of JSON, of this version or of an earlier one, which lacks some of the fields that have a default.
     *
     * @throws AvroRuntimeException if the text is not one
     */
    public static EpochMetrics read(String json) {
        if (json == null) {
            throw new AvroRuntimeException("no value");
        }
        return read(json, SpecificData.get(), NEWEST, VERSIONS);
    }

    /** Avro's JSON does not name its schema, so every version that may have written it is tried, in the given order. */
    static <T> T read(String json, GenericData data, Schema reader, List<Schema> writers) {
        AvroRuntimeException failure = new AvroRuntimeException("not an " + reader.getName() + ": " + json);
        for (Schema writer : writers) {
            try {
                @SuppressWarnings("unchecked")
                DatumReader<T> datumReader = data.createDatumReader(writer, reader);
                return datumReader.read(null, DecoderFactory.get().jsonDecoder(writer, json));
            } catch (IOException | AvroRuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }
}
