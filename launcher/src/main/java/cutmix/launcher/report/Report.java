package cutmix.launcher.report;

import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.file.WholeFile;
import cutmix.schemas.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The results of a run, as a table for the terminal and as files. */
public final class Report {

    /** One line of JSON for each epoch of each path, from {@link PublishedEpoch#json}. */
    public static final String METRICS = "metrics.jsonl";

    /** The table, the epochs and the steps to reproduce them, in Markdown. */
    public static final String SUMMARY = "summary.md";

    private final ReportedRun run;
    private final List<PublishedEpoch> epochs;
    private final List<EpochMetrics> metrics;
    private final List<RunResult> results;

    public Report(ReportedRun run, List<PublishedEpoch> epochs) {
        this.run = run;
        this.epochs = List.copyOf(epochs);
        this.metrics = epochs.stream().map(PublishedEpoch::metrics).toList();
        this.results = RunResult.of(run.paths(), metrics);
    }

    /** Returns the table of results for the terminal. */
    public ResultTable table(Ansi ansi, int columns) {
        return new ResultTable(results, ansi, columns);
    }

    /** Writes both files into the run's folder. */
    public void write() throws IOException {
        Path out = run.out();
        List<String> lines = epochs.stream().map(PublishedEpoch::json).toList();
        new WholeFile(out.resolve(METRICS)).write(partial -> Files.write(partial, lines));
        new WholeFile(out.resolve(SUMMARY)).write(partial -> Files.write(partial, summary()));
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add("# Run " + run.run());
        lines.add("");
        lines.add("| | test accuracy | test loss | seconds per epoch | waiting for data | model |");
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
                    run.out().relativize(run.model(result.path()))));
        }
        lines.add("");
        lines.add("| path | epoch | loss | accuracy | test loss | test accuracy | seconds | samples/s |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (EpochMetrics epoch : metrics) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.4f | %.4f | %.4f | %.4f | %.1f | %.1f |",
                    Printable.of(epoch.getPath()),
                    epoch.getEpoch(),
                    epoch.getLoss(),
                    epoch.getAccuracy(),
                    epoch.getValLoss(),
                    epoch.getValAccuracy(),
                    epoch.getSeconds(),
                    epoch.getSamplesPerSecond()));
        }
        run.again().ifPresent(command -> lines.addAll(List.of("", "Reproduce with: `" + command + "`")));
        return lines;
    }
}
