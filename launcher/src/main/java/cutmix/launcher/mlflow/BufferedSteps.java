package cutmix.launcher.mlflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Buffers the steps of runs of which no epoch is known yet. Drops steps without a run id. */
final class BufferedSteps {

    /** More than the steps of a day. The earliest steps are dropped first. */
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

    /** Removes and returns the steps of an epoch's run. */
    List<MetricPoint> taken(EpochLog epoch) {
        List<MetricPoint> points = steps.remove(List.of(epoch.run(), epoch.id()));
        return points == null ? List.of() : points;
    }
}
