package cutmix.trainer.metrics;

import cutmix.schemas.EpochMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Formats epochs as rows of a table with fixed columns. */
public final class MetricsTable {

    private final ColorScheme colors;
    private final List<MetricsColumn> columns;
    private final Map<RunKey, Double> best = new HashMap<>();

    /** Runs with the same name have different ids. */
    private record RunKey(String name, String id) {}

    private MetricsTable(Ansi ansi, List<MetricsColumn> columns) {
        this.colors = Help.defaultColorScheme(ansi);
        this.columns = columns;
    }

    /** Creates a table with all columns and without colors, for pipes and files. */
    public static MetricsTable plain() {
        return new MetricsTable(Ansi.OFF, List.of(MetricsColumn.values()));
    }

    /**
     * Creates a table with the most important columns that fit into a window.
     *
     * @param ansi whether the header is bold, and the best test accuracy of a run so far is green
     * @param width characters of a line
     */
    public static MetricsTable onTerminal(Ansi ansi, int width) {
        return new MetricsTable(ansi, MetricsColumn.within(width));
    }

    public String header() {
        String titles = columns.stream().map(MetricsColumn::header).collect(Collectors.joining(" "));
        return colors.apply(titles, List.of(Ansi.Style.bold)).toString();
    }

    /** Formats the next epoch of any run. */
    public String row(EpochMetrics metrics) {
        RunKey run = new RunKey(metrics.getRun(), metrics.getRunId());
        boolean isBest = metrics.getValAccuracy() > best.getOrDefault(run, -1.0);
        if (isBest) {
            best.put(run, metrics.getValAccuracy());
        }
        return columns.stream()
                .map(column -> isBest && column == MetricsColumn.VAL_ACCURACY
                        ? colors.apply(column.text(metrics), List.of(Ansi.Style.fg_green))
                                .toString()
                        : column.text(metrics))
                .collect(Collectors.joining(" "));
    }
}
