package cutmix.trainer.page.state;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.contract.PathNames;
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
 * The newest run of each name on the topics, in the order of their first records. Of two runs with the same name, the
 * run whose first record is later is the newer one; further records of the other run are ignored.
 */
public final class NewestRuns {

    /** A run is in training if its last report is younger than this. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Map<String, RunHistory> histories = new LinkedHashMap<>();
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Set<String>> outdated = new HashMap<>();
    /** The ids of the accepted runs by name; empty if all runs are accepted. */
    private final Optional<Map<String, String>> only;

    public NewestRuns() {
        only = Optional.empty();
    }

    private NewestRuns(Map<String, String> only) {
        this.only = Optional.of(only);
    }

    /** Returns an empty collection that accepts the same runs and collects additions to them. */
    NewestRuns additions() {
        return new NewestRuns(histories.values().stream().collect(Collectors.toMap(RunHistory::run, RunHistory::id)));
    }

    /** @param time time of the record, in milliseconds since 1970 */
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
     * Returns the position of the mixed sample that is in training now.
     *
     * @param now milliseconds since 1970
     */
    Optional<SamplePosition> mixedSampleInTraining(long now) {
        return histories.values().stream()
                .filter(history -> PathNames.CUTMIX.equals(history.path()))
                .flatMap(history -> history.lastStep().stream())
                .filter(step -> step.samples() > 0 && Math.abs(now - step.time()) < UNDER_WAY.toMillis())
                .max(Comparator.comparingLong(StepPoint::time))
                .map(step -> new SamplePosition(step.epoch(), step.samples() - 1));
    }

    /** Returns the history for a record; empty if its run is ignored. */
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
