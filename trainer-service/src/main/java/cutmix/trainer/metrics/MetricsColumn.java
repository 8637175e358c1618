package cutmix.trainer.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.text.Printable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The columns of a table of epochs, in their order. */
enum MetricsColumn {
    RUN("run", -28, "%s", EpochMetrics::getRun, 1),
    PATH("path", -7, "%s", EpochMetrics::getPath, 8),
    EPOCH("epoch", 7, "%s", metrics -> metrics.getEpoch() + "/" + metrics.getEpochs(), 2),
    LOSS("loss", 8, "%.4f", EpochMetrics::getLoss, 5),
    ACCURACY("accuracy", 9, "%.2f%%", metrics -> 100 * metrics.getAccuracy(), 4),
    VAL_LOSS("val_loss", 8, "%.4f", EpochMetrics::getValLoss, 6),
    VAL_ACCURACY("val_acc", 9, "%.2f%%", metrics -> 100 * metrics.getValAccuracy(), 3),
    SECONDS("seconds", 8, "%.1f", EpochMetrics::getSeconds, 7),
    SPEED("samples/s", 9, "%.1f", EpochMetrics::getSamplesPerSecond, 9),
    WAIT("wait", 6, "%.1f%%", metrics -> 100 * metrics.getDataWaitShare(), 10),
    RATE("rate", 9, "%.2g", EpochMetrics::getLearningRate, 11),
    SKIPPED("skipped", 7, "%d", EpochMetrics::getSkipped, 12),
    RUN_ID("run_id", 36, "%s", EpochMetrics::getRunId, 13);

    private final String title;
    /** Negative for left-aligned text. */
    private final int width;

    private final String format;
    private final Function<EpochMetrics, Object> value;
    private final int rank;

    /** @param rank importance of the column; columns with the greatest rank are dropped first */
    MetricsColumn(String title, int width, String format, Function<EpochMetrics, Object> value, int rank) {
        this.title = title;
        this.width = width;
        this.format = format;
        this.value = value;
        this.rank = rank;
    }

    /** Returns the columns of the lowest ranks that fit into a line of this width, but at least the first one. */
    static List<MetricsColumn> within(int columns) {
        Set<MetricsColumn> chosen = EnumSet.noneOf(MetricsColumn.class);
        int taken = -1;
        for (MetricsColumn column : Arrays.stream(values())
                .sorted(Comparator.comparingInt(column -> column.rank))
                .toList()) {
            taken += 1 + Math.abs(column.width);
            if (!chosen.isEmpty() && taken > columns) {
                break;
            }
            chosen.add(column);
        }
        return List.copyOf(chosen);
    }

    String header() {
        return padded(title);
    }

    String text(EpochMetrics metrics) {
        return padded(Printable.of(String.format(Locale.ROOT, format, value.apply(metrics))));
    }

    private String padded(String text) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
