package cutmix.trainer.page.state;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The records of one run. Of several records for an epoch or a step, the newest one counts. */
final class RunHistory {

    /** A chart has fewer pixels. */
    static final int MOST_STEPS = 1_500;

    private final String run;
    private final String id;
    private final NavigableMap<Integer, EpochPoint> epochs = new TreeMap<>();
    private final NavigableMap<Long, StepPoint> steps = new TreeMap<>();
    private String path;
    private String recipe;
    private int planned;
    private ClassAccuracy classes;

    /** @param id distinguishes the run from other runs of its name; empty if an earlier version published it */
    RunHistory(String run, String id) {
        this.run = run;
        this.id = id;
    }

    /**
     * Epochs are published in order. Later epochs in the history therefore belong to an earlier run of the same name,
     * which has no id either.
     */
    void add(EpochMetrics metrics) {
        path = metrics.getPath();
        recipe = metrics.getRecipe();
        planned = metrics.getEpochs();
        epochs.tailMap(metrics.getEpoch(), true).clear();
        epochs.put(metrics.getEpoch(), EpochPoint.of(metrics));
        classes =
                ClassAccuracy.of(metrics.getEpoch(), metrics.getValConfusion()).orElse(null);
    }

    /** Later steps in the history belong to a process that ended; the run repeats them. */
    void add(StepMetrics metrics) {
        path = metrics.getPath();
        planned = metrics.getEpochs();
        StepPoint point = StepPoint.of(metrics);
        steps.tailMap(point.order(), true).clear();
        steps.put(point.order(), point);
        if (steps.size() > MOST_STEPS) {
            thin();
        }
    }

    private void thin() {
        List<Long> all = new ArrayList<>(steps.keySet());
        for (int i = 1; i < all.size() - 1; i += 2) {
            steps.remove(all.get(i));
        }
    }

    String run() {
        return run;
    }

    String id() {
        return id;
    }

    String path() {
        return path;
    }

    Optional<StepPoint> lastStep() {
        return Optional.ofNullable(steps.lastEntry()).map(NavigableMap.Entry::getValue);
    }

    RunView view() {
        return new RunView(
                run, id, path, recipe, planned, List.copyOf(epochs.values()), List.copyOf(steps.values()), classes);
    }
}
