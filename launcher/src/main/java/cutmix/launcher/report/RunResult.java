package cutmix.launcher.report;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.contract.PathNames;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The result of the training on one path.
 *
 * @param epochs epochs in order, at least one
 */
record RunResult(String path, List<EpochMetrics> epochs) {

    private static final Map<String, String> TITLES =
            Map.of(PathNames.CUTMIX, "With CutMix", PathNames.PLAIN, "Without CutMix (plain images)");

    /** Returns the results of the paths that have some, in the given order. */
    static List<RunResult> of(List<String> paths, List<EpochMetrics> metrics) {
        return paths.stream()
                .map(path -> new RunResult(
                        path,
                        metrics.stream()
                                .filter(epoch -> epoch.getPath().equals(path))
                                .toList()))
                .filter(result -> !result.epochs().isEmpty())
                .toList();
    }

    String title() {
        return TITLES.get(path);
    }

    EpochMetrics last() {
        return epochs.get(epochs.size() - 1);
    }

    double meanSeconds() {
        return mean(EpochMetrics::getSeconds);
    }

    double meanDataWait() {
        return mean(EpochMetrics::getDataWaitShare);
    }

    private double mean(ToDoubleFunction<EpochMetrics> figure) {
        return epochs.stream().mapToDouble(figure).average().orElse(0);
    }
}
