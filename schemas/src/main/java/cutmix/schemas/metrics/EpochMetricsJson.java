package cutmix.schemas.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.serde.SchemaVersions;
import cutmix.schemas.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Converts {@link EpochMetrics} to and from one line of Avro JSON (Avro specification, "JSON encoding"), so that any
 * Kafka tool can show the metrics topic as text.
 */
public final class EpochMetricsJson {

    private static final Schema NEWEST = EpochMetrics.getClassSchema();
    /** Longer than the text of a run with ten classes. */
    private static final int LONGEST_EXCERPT = 1_000;

    private static final List<Schema> VERSIONS = SchemaVersions.of(NEWEST);

    private EpochMetricsJson() {}

    /**
     * Writes one line of JSON, without a line feed, that {@link #read} can read.
     *
     * @throws AvroRuntimeException if a number is not finite, which JSON cannot express, if the epoch is below 1, or if
     *     a text cannot be encoded in UTF-8
     */
    public static String write(EpochMetrics metrics) {
        return write(metrics, NEWEST);
    }

    static <T extends IndexedRecord> String write(T metrics, Schema schema) {
        requireSound(metrics);
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
     * Reads a record of this version, or of an earlier version that lacks some of the fields with a default, from a
     * line of JSON.
     *
     * @throws AvroRuntimeException if the text is not such a record, or if {@link #write(EpochMetrics)} would refuse
     *     the record
     */
    public static EpochMetrics read(String json) {
        return read(json, SpecificData.get(), NEWEST, VERSIONS);
    }

    /** Tries each version of the schema in the given order, because Avro's JSON does not name its schema. */
    public static <T extends IndexedRecord> T read(String json, GenericData data, Schema reader, List<Schema> writers) {
        if (json == null) {
            throw new AvroRuntimeException("no value");
        }
        AvroRuntimeException failure =
                new AvroRuntimeException("not an " + reader.getName() + ": " + Printable.of(beginning(json)));
        for (Schema writer : writers) {
            try {
                @SuppressWarnings("unchecked")
                DatumReader<T> datumReader = data.createDatumReader(writer, reader);
                T read = datumReader.read(null, DecoderFactory.get().jsonDecoder(writer, json));
                requireSound(read);
                return read;
            } catch (IOException | RuntimeException e) { // Avro throws many kinds of exceptions for invalid text.
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static void requireSound(IndexedRecord metrics) {
        for (Schema.Field field : metrics.getSchema().getFields()) {
            Object value = metrics.get(field.pos());
            if (value instanceof Double number && !Double.isFinite(number)
                    || field.name().equals("epoch") && value instanceof Integer epoch && epoch < 1) {
                throw new AvroRuntimeException(field.name() + " is " + value);
            }
        }
    }

    private static String beginning(String json) {
        return json.length() <= LONGEST_EXCERPT ? json : json.substring(0, LONGEST_EXCERPT) + "...";
    }
}
