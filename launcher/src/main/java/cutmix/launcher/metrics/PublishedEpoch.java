package cutmix.launcher.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * An epoch read from the metrics topic.
 *
 * @param time timestamp of the record, at which the trainer published it
 */
public record PublishedEpoch(EpochMetrics metrics, Instant time) {

    /** ISO 8601, in UTC, always with milliseconds. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /**
     * Returns a line of JSON: {@code timestamp}, which pandas parses as a time because of its name, then the fields of
     * the record.
     */
    public String json() {
        return "{\"timestamp\":\"" + TIME.format(time) + "\","
                + EpochMetricsJson.write(metrics).substring(1);
    }
}
