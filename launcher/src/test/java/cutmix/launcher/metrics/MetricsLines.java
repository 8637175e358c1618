package cutmix.launcher.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
import java.time.Instant;

/** Parses the lines of {@code metrics.jsonl}. */
public final class MetricsLines {

    private static final String TIME = "\\{\"timestamp\":\"([^\"]+)\",(.*)";

    private MetricsLines() {}

    /** The epoch of a line. */
    public static PublishedEpoch read(String line) {
        EpochMetrics metrics = EpochMetricsJson.read(line.replaceFirst(TIME, "{$2"));
        return new PublishedEpoch(metrics, Instant.parse(line.replaceFirst(TIME, "$1")));
    }
}
