package cutmix.launcher.mlflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps of runs of which no epoch is known yet, as many as their topic keeps. Those of runs without an id are dropped. */
final class BufferedSteps {

    /** More than a day's; the earliest go first. */
    private static final int MOST = 100_000;

    private final Map<List<String>, List<MetricPoint>> steps = new HashMap<>();

    void add(StepLog step) {
        if (!step.id().isEmpty()) {
            List<MetricPoint> points = steps.computeIfAbsent(List.of(step.run(), step.id()), key -> new ArrayList<>());
            if (points.size() >= MOST) {
                points.subList(0, MOST / 2).clear();
            }
            points.addAll(step.points());
        }
    }

    /** Those of the run of an epoch, which no longer wait. */
    List<MetricPoint> taken(EpochLog epoch) {
        List<MetricPoint> points = steps.remove(List.of(epoch.run(), epoch.id()));
        return points == null ? List.of() : points;
    }
}
