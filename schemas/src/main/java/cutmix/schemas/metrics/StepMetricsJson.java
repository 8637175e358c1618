package cutmix.schemas.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.serde.SchemaVersions;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** {@link StepMetrics} as Avro JSON, one line, as {@link EpochMetricsJson} is. */
public final class StepMetricsJson {

    private static final Schema NEWEST = StepMetrics.getClassSchema();
    private static final List<Schema> VERSIONS = SchemaVersions.of(NEWEST);

    private StepMetricsJson() {}

    /**
     * One line of JSON, without a line feed, which {@link #read} reads again.
     *
     * @throws AvroRuntimeException as {@link EpochMetricsJson#write(EpochMetrics)} does
     */
    public static String write(StepMetrics metrics) {
        return EpochMetricsJson.write(metrics, NEWEST);
    }

    /**
     * The record in a line of JSON, of this version or of an earlier one, which lacks some of the fields that have a default.
     *
     * @throws AvroRuntimeException if the text is not one, or is one that {@link #write} refuses
     */
    public static StepMetrics read(String json) {
        return EpochMetricsJson.read(json, SpecificData.get(), NEWEST, VERSIONS);
    }
}
