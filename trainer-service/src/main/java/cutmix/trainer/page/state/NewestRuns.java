package cutmix.trainer.page.state;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.order.SamplePosition;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The newest run of each name that the topics tell of, in the order of their first records. A run is newer than another one of its
 * name if its first record is; what is said of the other one from then on does not count.
 */
public final class NewestRuns {

    /** Since when a run that trains has last said so. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Map<String, RunHistory> histories = new LinkedHashMap<>();
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Set<String>> outdated = new HashMap<>();
    /** By name, the ids of the runs that count; empty where all do. */
    private final Optional<Map<String, String>> only;

    public NewestRuns() {
        only = Optional.empty();
    }

    private NewestRuns(Map<String, String> only) {
        this.only = Optional.of(only);
    }

    /** For what is added to these runs: it takes no record of earlier ones. */
    NewestRuns additions() {
        return new NewestRuns(histories.values().stream().collect(Collectors.toMap(RunHistory::run, RunHistory::id)));
    }

    /** @param time of the record, in milliseconds since 1970 */
    public void add(EpochMetrics metrics, long time) {
        history(metrics.getRun(), metrics.getRunId(), time).ifPresent(history -> history.add(metrics));
    }

    public void add(StepMetrics metrics) {
        history(metrics.getRun(), metrics.getRunId(), metrics.getTime()).ifPresent(history -> history.add(metrics));
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

    /** Empty where this record is of a run that does not count. */
    private Optional<RunHistory> history(String name, String id, long time) {
        if (only.isPresent() && !id.equals(only.get().get(name))) {
            return Optional.empty();
        }
        RunHistory known = histories.get(name);
        if (known == null) {
            return Optional.of(begin(name, id, time));
        }
        if (known.id().equals(id)) {
            since.merge(name, time, Math::min);
            return Optional.of(known);
        }
        Set<String> earlier = outdated.computeIfAbsent(name, run -> new HashSet<>());
        if (earlier.contains(id)) {
            return Optional.empty();
        }
        if (time < since.get(name)) {
            earlier.add(id);
            return Optional.empty();
        }
        earlier.add(known.id());
        histories.remove(name);
        return Optional.of(begin(name, id, time));
    }

    private RunHistory begin(String name, String id, long time) {
        RunHistory history = new RunHistory(name, id);
        histories.put(name, history);
        since.put(name, time);
        return history;
    }
}
