package cutmix.launcher.logging;

import cutmix.launcher.kafka.MetricsFeed;
import cutmix.launcher.machine.SystemMetrics;
import cutmix.launcher.mlflow.EpochLog;
import cutmix.launcher.mlflow.MetricPoint;
import cutmix.launcher.mlflow.MlflowExtras;
import cutmix.launcher.mlflow.MlflowLog;
import cutmix.launcher.mlflow.MlflowRun;
import cutmix.launcher.mlflow.RunStatus;
import cutmix.launcher.mlflow.StepLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Copies the records of one run of the launcher to its log. The training on each path begins at the time that the
 * records of its trainer state.
 */
final class FollowedRun implements MetricsFeed.Listener {

    private final LoggedRuns runs;
    private final MlflowLog log;
    private final MlflowExtras extras;
    private final Runnable changed;
    private final Optional<SystemMetrics> machine;
    private final Map<String, String> paths;
    private final Map<String, MlflowRun> planned;
    private boolean shown;

    /**
     * @param changed called after an epoch
     */
    FollowedRun(LoggedRuns runs, MlflowLog log, MlflowExtras extras, Runnable changed) {
        this.runs = runs;
        this.log = log;
        this.extras = extras;
        this.changed = changed;
        this.machine = extras.systemMetrics() ? Optional.of(new SystemMetrics(extras.interval())) : Optional.empty();
        this.paths = runs.pathsByRun();
        this.planned = runs.all().stream().collect(Collectors.toMap(MlflowRun::name, Function.identity()));
        runs.parent().ifPresent(log::begin);
    }

    @Override
    public void epoch(EpochLog epoch) {
        if (!isOwn(epoch.run(), epoch.id())) {
            return;
        }
        begin(epoch.run(), epoch.runBegan());
        log.add(epoch);
        runs.parentName().ifPresent(parent -> {
            log.add(parent, compared(epoch));
            log.nameDatasets(parent, epoch);
        });
        changed.run();
    }

    @Override
    public void step(StepLog step) {
        if (isOwn(step.run(), step.id())) {
            begin(step.run(), step.began());
            if (extras.steps()) {
                log.add(step.run(), step.points());
            }
        }
    }

    /** Prints the address of the run's page when the server has it for the first time. */
    Optional<String> newPage() {
        Optional<String> page = shown
                ? Optional.empty()
                : log.page(runs.parentName().orElse(paths.keySet().iterator().next()));
        shown = shown || page.isPresent();
        return page;
    }

    /** Reads the metrics of the machine if the interval has passed. */
    void readMachine() {
        machine.ifPresent(points -> points.read(active(), log::add));
    }

    /** Records the outcome of the run. A training run without records gets the start and end times of the launcher. */
    void conclude(RunStatus outcome) {
        long now = System.currentTimeMillis();
        paths.forEach((run, path) -> {
            begin(run, runs.started());
            log.conclude(run, runs.status(path, outcome), runs.ended(path, now), runs.artifacts(path));
        });
        runs.parentName().ifPresent(name -> log.conclude(name, outcome, now, runs.commonArtifacts()));
    }

    private boolean isOwn(String run, String id) {
        return paths.containsKey(run) && runs.isOwn(id);
    }

    private void begin(String run, long time) {
        if (!log.hasBegun(run)) {
            log.begin(planned.get(run).begunAt(time));
            changed.run();
        }
    }

    private List<String> active() {
        List<String> active = new ArrayList<>();
        runs.parentName().ifPresent(active::add);
        paths.forEach((run, path) -> {
            if (log.hasBegun(run) && !runs.hasEnded(path)) {
                active.add(run);
            }
        });
        return active;
    }

    /** Returns the description of the charts that compare the paths. */
    private static List<MetricPoint> compared(EpochLog epoch) {
        return List.of("val_accuracy", "val_loss").stream()
                .map(metric -> new MetricPoint(
                        epoch.path() + "/" + metric, epoch.metrics().get(metric), epoch.timestamp(), epoch.epoch()))
                .toList();
    }
}
