package cutmix.local;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.EpochMetricsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The results of a run, as a table for the terminal and as files. */
final class Report {

    /** One line of JSON for each epoch of each path. */
    static final String METRICS = "metrics.jsonl";

    /** The table, the epochs and how to run it again, in Markdown. */
    static final String SUMMARY = "summary.md";

    private final Reproduction reproduction;
    private final List<EpochMetrics> metrics;
    private final List<RunResult> results;

    Report(Reproduction reproduction, List<EpochMetrics> metrics) {
        this.reproduction = reproduction;
        this.metrics = List.copyOf(metrics);
        this.results = RunResult.of(reproduction.plan().training().paths(), metrics);
    }

    /**
     * A line for each path: what its last epoch came to.
     *
     * @param ansi whether the header is bold, and the best accuracy of several green
     */
    List<String> table(Ansi ansi) {
        List<String> lines = new ArrayList<>();
        String header = String.format(
                "%-31s %13s %10s %14s %10s", "", "test accuracy", "test loss", "seconds/epoch", "data wait");
        ColorScheme colours = Help.defaultColorScheme(ansi);
        lines.add(colours.apply(header, List.of(Ansi.Style.bold)).toString());
        double best = results.stream().mapToDouble(Report::accuracy).max().orElse(0);
        for (RunResult result : results) {
            String accuracy = String.format(Locale.ROOT, "%12.2f%%", 100 * accuracy(result));
            boolean highlighted = results.size() > 1 && accuracy(result) == best;
            lines.add(String.format(
                    Locale.ROOT,
                    "%-31s %s %10.4f %14.1f %9.1f%%",
                    result.title(),
                    highlighted ? colours.apply(accuracy, List.of(Ansi.Style.bold, Ansi.Style.fg_green)) : accuracy,
                    result.last().getValLoss(),
                    result.meanSeconds(),
                    100 * result.meanDataWait()));
        }
        return lines;
    }

    private static double accuracy(RunResult result) {
        return result.last().getValAccuracy();
    }

    /** Writes both files into the run's folder. */
    void write() throws IOException {
        Path out = reproduction.plan().out();
        Files.write(
                out.resolve(METRICS),
                metrics.stream().map(EpochMetricsJson::write).toList());
        Files.write(out.resolve(SUMMARY), summary());
    }

    private List<String> summary() {
        RunPlan plan = reproduction.plan();
        List<String> lines = new ArrayList<>();
        lines.add("# Run " + plan.run());
        lines.add("");
        lines.add("| | test accuracy | test loss | seconds an epoch | waiting for data | model |");
        lines.add("|---|---|---|---|---|---|");
        for (RunResult result : results) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.2f %% | %.4f | %.1f | %.1f %% | `%s` |",
                    result.title(),
                    100 * result.last().getValAccuracy(),
                    result.last().getValLoss(),
                    result.meanSeconds(),
                    100 * result.meanDataWait(),
                    plan.out().relativize(plan.model(result.path()))));
        }
        lines.add("");
        lines.add("| path | epoch | loss | accuracy | test loss | test accuracy | seconds | samples/s |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (EpochMetrics epoch : metrics) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.4f | %.4f | %.4f | %.4f | %.1f | %.1f |",
                    epoch.getPath(),
                    epoch.getEpoch(),
                    epoch.getLoss(),
                    epoch.getAccuracy(),
                    epoch.getValLoss(),
                    epoch.getValAccuracy(),
                    epoch.getSeconds(),
                    epoch.getSamplesPerSecond()));
        }
        lines.add("");
        lines.add("The same again: `" + reproduction.command() + "`");
        return lines;
    }
}
