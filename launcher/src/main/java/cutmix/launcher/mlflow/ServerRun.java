package cutmix.launcher.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A run on the server, with the data that the server already has. Only missing data is sent. */
final class ServerRun {

    private final RemoteRuns runs;
    private final RemoteRun remote;
    private final Map<String, Set<Long>> steps;
    private final Map<String, String> parameters;
    private final Map<String, Long> lastSteps;
    private RunStatus status;
    private boolean hasFirstEpoch;
    private boolean hasInputs;

    /** @param steps last steps of the metrics of epochs, by key */
    ServerRun(RemoteRuns runs, RemoteRun remote, Map<String, Set<Long>> steps) {
        this.runs = runs;
        this.remote = remote;
        this.steps = new HashMap<>(steps);
        this.parameters = new HashMap<>(remote.parameters());
        this.lastSteps = new HashMap<>(remote.lastSteps());
        this.status = remote.status();
        this.hasFirstEpoch = remote.tags().containsKey(RemoteRun.FIRST_EPOCH);
        this.hasInputs = !remote.inputs().isEmpty();
    }

    RunStatus status() {
        return status;
    }

    /** Returns the server's id of the run. */
    String id() {
        return remote.id();
    }

    /** Returns the location of the artifacts, as the server reports it. */
    String artifacts() {
        return remote.artifacts();
    }

    /** Logs parameters, except for existing ones, which the server does not allow to change. */
    void log(Map<String, String> wanted) throws IOException, InterruptedException {
        List<LogBatch.Entry> missing = LogBatch.missing(wanted, parameters.keySet());
        if (!missing.isEmpty()) {
            runs.log(new LogBatch(remote.id(), List.of(), missing, List.of()));
            missing.forEach(entry -> parameters.put(entry.key(), entry.value()));
        }
    }

    /** Logs an epoch and the settings of the run from its record. */
    void log(EpochLog epoch, MlflowRun run, Optional<String> firstEpoch) throws IOException, InterruptedException {
        List<LogBatch.Metric> metrics = LogBatch.missing(epoch, steps);
        boolean first = !hasFirstEpoch
                && firstEpoch.filter(String.valueOf(epoch.timestamp())::equals).isPresent();
        if (metrics.isEmpty() && !first) {
            return;
        }
        if (status != RunStatus.RUNNING) {
            runs.update(remote, RunStatus.RUNNING, Optional.empty());
            status = RunStatus.RUNNING;
        }
        Map<String, String> tags = changes(epoch, run);
        if (first) {
            tags.put(RemoteRun.FIRST_EPOCH, firstEpoch.orElseThrow());
        }
        List<LogBatch.Entry> missing = LogBatch.missing(epoch.parameters(), parameters.keySet());
        runs.log(new LogBatch(remote.id(), metrics, missing, LogBatch.tags(tags)));
        missing.forEach(entry -> parameters.put(entry.key(), entry.value()));
        metrics.forEach(metric ->
                steps.computeIfAbsent(metric.key(), key -> new HashSet<>()).add(metric.step()));
        hasFirstEpoch = hasFirstEpoch || first;
        logInputs(epoch, run);
    }

    /** Parameters cannot change. If workers change their settings, a tag names the first epoch with other settings. */
    private Map<String, String> changes(EpochLog epoch, MlflowRun run) {
        return epoch.settings().entrySet().stream()
                .filter(setting -> !run.parameters().containsKey(setting.getKey()))
                .filter(setting -> parameters.containsKey(setting.getKey())
                        && !Objects.equals(parameters.get(setting.getKey()), setting.getValue()))
                .collect(Collectors.toMap(
                        setting -> "cutmix.changed." + setting.getKey(),
                        setting -> setting.getValue() + " in epoch " + epoch.epoch(),
                        (a, b) -> b,
                        LinkedHashMap::new));
    }

    /** Logs the datasets from an epoch's record, unless the run already has some. */
    void logInputs(EpochLog epoch, MlflowRun run) throws IOException, InterruptedException {
        List<DatasetInput> inputs = DatasetInput.of(epoch.settings(), run.datasetSource());
        if (!hasInputs && !inputs.isEmpty()) {
            runs.logInputs(remote, inputs);
            hasInputs = true;
        }
    }

    /**
     * Logs values of steps or of the machine, unless the same or later steps are logged. A resumed trainer repeats some
     * steps.
     */
    void log(List<MetricPoint> points) throws IOException, InterruptedException {
        Map<String, Long> last = new HashMap<>(lastSteps);
        List<MetricPoint> missing = new ArrayList<>();
        for (MetricPoint point : points) {
            if (point.step() > last.getOrDefault(point.key(), -1L)) {
                missing.add(point);
                last.put(point.key(), point.step());
            }
        }
        if (!missing.isEmpty()) {
            runs.log(LogBatch.of(remote.id(), missing));
            lastSteps.putAll(last);
        }
    }

    /**
     * Sets the outcome.
     *
     * @param ended end of the run, in milliseconds since 1970
     */
    void end(RunStatus outcome, long ended) throws IOException, InterruptedException {
        if (status == RunStatus.RUNNING) {
            runs.update(remote, outcome, Optional.of(ended));
            status = outcome;
        }
    }
}
