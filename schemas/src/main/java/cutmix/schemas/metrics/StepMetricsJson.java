package cutmix.schemas.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.serde.SchemaVersions;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Converts {@link StepMetrics} to and from one line of Avro JSON, as {@link EpochMetricsJson} does. */
public final class StepMetricsJson {

    private static final Schema NEWEST = StepMetrics.getClassSchema();
    private static final List<Schema> VERSIONS = SchemaVersions.of(NEWEST);

    private StepMetricsJson() {}

    /**
     * Writes one line of JSON, without a line feed, that {@link #read} can read.
     *
     * @throws AvroRuntimeException in the cases of {@link EpochMetricsJson#write(EpochMetrics)}
     */
    public static String write(StepMetrics metrics) {
        return EpochMetricsJson.write(metrics, NEWEST);
    }

    /**
     * Reads a record of this version, or of an earlier version that lacks some of the fields with a default, from a
     * line of JSON.
     *
     * @throws AvroRuntimeException if the text is not such a record, or if {@link #write} would refuse the record
     */
    public static StepMetrics read(String json) {
        return EpochMetricsJson.read(json, SpecificData.get(), NEWEST, VERSIONS);
    }
}
