package cutmix.local;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.EpochMetricsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of a run, as a table for the terminal and as files. */
final class Report {

    /** One line of JSON for each epoch of each path. */
    static final String METRICS = "metrics.jsonl";

    /** The table, the epochs and how to run it again, in Markdown. */
    static final String SUMMARY = "summary.md";

    private static final Map<String, String> TITLES =
            Map.of("cutmix", "With CutMix", "plain", "Without CutMix (plain images)");

    private final RunPlan plan;
    private final List<EpochMetrics> metrics;

    Report(RunPlan plan, List<EpochMetrics> metrics) {
        this.plan = plan;
        this.metrics = List.copyOf(metrics);
    }

    /** A line for each path: what its last epoch came to. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-31s %13s %10s %14s %10s", "", "test accuracy", "test loss", "seconds/epoch", "data wait"));
        lastEpochs()
                .forEach((path, last) -> lines.add(String.format(
                        Locale.ROOT,
                        "%-31s %12.2f%% %10.4f %14.1f %9.1f%%",
                        TITLES.get(path),
                        100 * last.getValAccuracy(),
                        last.getValLoss(),
                        meanSeconds(path),
                        100 * meanDataWait(path))));
        return lines;
    }

    /** Writes both files into the run's folder. */
    void write() throws IOException {
        Path out = plan.out();
        Files.write(
                out.resolve(METRICS),
                metrics.stream().map(EpochMetricsJson::write).toList());
        Files.write(out.resolve(SUMMARY), summary());
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add("# Run " + plan.run());
        lines.add("");
        lines.add("| | test accuracy | test loss | seconds an epoch | waiting for data | model |");
        lines.add("|---|---|---|---|---|---|");
        lastEpochs()
                .forEach((path, last) -> lines.add(String.format(
                        Locale.ROOT,
                        "| %s | %.2f %% | %.4f | %.1f | %.1f %% | `%s` |",
                        TITLES.get(path),
                        100 * last.getValAccuracy(),
                        last.getValLoss(),
                        meanSeconds(path),
                        100 * meanDataWait(path),
                        plan.out().relativize(plan.model(path)))));
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
        lines.add("The same again: `./cutmix run " + String.join(" ", arguments()) + "`");
        return lines;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(plan.data().arguments());
        arguments.addAll(List.of("--paths", String.join(",", plan.training().paths())));
        arguments.addAll(List.of("--recipe", plan.training().recipe()));
        arguments.addAll(List.of("--depth", String.valueOf(plan.training().depth())));
        arguments.addAll(List.of("--batch-size", String.valueOf(plan.training().batchSize())));
        arguments.addAll(List.of("--threads", String.valueOf(plan.training().threads())));
        if (plan.training().skipBad()) {
            arguments.add("--skip-bad");
        }
        arguments.addAll(List.of("--augmenters", String.valueOf(plan.processes().augmenters())));
        return arguments;
    }

    private Map<String, EpochMetrics> lastEpochs() {
        Map<String, EpochMetrics> last = new LinkedHashMap<>();
        for (String path : plan.training().paths()) {
            metrics.stream().filter(epoch -> epoch.getPath().equals(path)).forEach(epoch -> last.put(path, epoch));
        }
        return last;
    }

    private double meanSeconds(String path) {
        return metrics.stream()
                .filter(epoch -> epoch.getPath().equals(path))
                .mapToDouble(EpochMetrics::getSeconds)
                .average()
                .orElse(0);
    }

    private double meanDataWait(String path) {
        return metrics.stream()
                .filter(epoch -> epoch.getPath().equals(path))
                .mapToDouble(EpochMetrics::getDataWaitShare)
                .average()
                .orElse(0);
    }
}
