package cutmix.trainer.page;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.StepMetrics;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All runs that the topics tell of, in the order of their first records. */
final class Runs {

    /** Since when a run that trains has last said so. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Map<String, RunHistory> histories = new LinkedHashMap<>();

    void add(EpochMetrics metrics) {
        history(metrics.getRun()).add(metrics);
    }

    void add(StepMetrics metrics) {
        history(metrics.getRun()).add(metrics);
    }

    boolean isEmpty() {
        return histories.isEmpty();
    }

    List<RunView> views() {
        return histories.values().stream().map(RunHistory::view).toList();
    }

    /**
     * The sample of the mixed topic that is trained now.
     *
     * @param now in milliseconds since 1970
     */
    Optional<SamplePosition> mixedSampleInTraining(long now) {
        return histories.values().stream()
                .filter(history -> "cutmix".equals(history.path()))
                .flatMap(history -> history.lastStep().stream())
                .filter(step -> step.samples() > 0 && Math.abs(now - step.time()) < UNDER_WAY.toMillis())
                .max(Comparator.comparingLong(StepPoint::time))
                .map(step -> new SamplePosition(step.epoch(), step.samples() - 1));
    }

    private RunHistory history(String run) {
        return histories.computeIfAbsent(run, RunHistory::new);
    }
}
