package cutmix.launcher.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A run on the server.
 *
 * @param artifacts location of the artifacts, as the server reports it
 * @param lastSteps last steps of the metrics, by key
 * @param inputs names of the datasets
 */
record RemoteRun(
        String id,
        RunStatus status,
        String artifacts,
        Map<String, String> parameters,
        Map<String, String> tags,
        Map<String, Long> lastSteps,
        Set<String> inputs) {

    /** The tag with the server's id of the parent run. */
    static final String PARENT = "mlflow.parentRunId";

    /** The tag with the name of the training run. */
    static final String NAME = "cutmix.run";

    /** The tag with the id that distinguishes training runs of the same name. */
    static final String ID = "cutmix.run_id";

    /** The tag with the time at which a launcher started the run. */
    static final String LAUNCHED = "cutmix.launched";

    /** The tag with the time of the record of the first epoch. */
    static final String FIRST_EPOCH = "cutmix.first_epoch";

    /** Reads MLflow's {@code Run}. */
    static RemoteRun of(JsonNode run) {
        JsonNode info = run.path("info");
        String id = info.path("run_id").asText();
        RunStatus status = status(info.path("status").asText());
        String artifacts = info.path("artifact_uri").asText();
        Map<String, String> parameters = entries(run.path("data").path("params"));
        Map<String, String> tags = entries(run.path("data").path("tags"));
        Map<String, Long> lastSteps = lastSteps(run.path("data").path("metrics"));
        Set<String> inputs = inputs(run.path("inputs").path("dataset_inputs"));
        return new RemoteRun(id, status, artifacts, parameters, tags, lastSteps, inputs);
    }

    private static Map<String, Long> lastSteps(JsonNode metrics) {
        Map<String, Long> steps = new HashMap<>();
        metrics.forEach(metric ->
                steps.put(metric.path("key").asText(), metric.path("step").asLong()));
        return steps;
    }

    private static Set<String> inputs(JsonNode datasets) {
        Set<String> names = new HashSet<>();
        datasets.forEach(input -> names.add(input.path("dataset").path("name").asText()));
        return names;
    }

    /** Unknown states count as failed. */
    private static RunStatus status(String name) {
        return switch (name) {
            case "RUNNING", "SCHEDULED" -> RunStatus.RUNNING;
            case "FINISHED" -> RunStatus.FINISHED;
            case "KILLED" -> RunStatus.KILLED;
            default -> RunStatus.FAILED;
        };
    }

    private static Map<String, String> entries(JsonNode list) {
        Map<String, String> entries = new LinkedHashMap<>();
        list.forEach(entry ->
                entries.put(entry.path("key").asText(), entry.path("value").asText()));
        return entries;
    }

    /**
     * Finds the server's run that matches a training run. Several runs can have the same name, for example on other
     * brokers or with {@code --fresh}, but not the same id or time.
     *
     * @param firstEpoch time of the first epoch's record, if known
     */
    static Optional<RemoteRun> match(List<RemoteRun> runs, MlflowRun run, Optional<String> firstEpoch) {
        List<RemoteRun> named = runs.stream()
                .filter(remote -> run.name().equals(remote.tags.get(NAME)))
                .toList();
        if (!run.id().isEmpty()) {
            return named.stream()
                    .filter(remote -> run.id().equals(remote.tags.get(ID)))
                    .findFirst();
        }
        Predicate<RemoteRun> launched = remote -> run.launch().equals(Optional.ofNullable(remote.tags.get(LAUNCHED)));
        Predicate<RemoteRun> sameEpoch = remote -> firstEpoch.equals(Optional.ofNullable(remote.tags.get(FIRST_EPOCH)));
        // A launcher has started this run, but logged no epoch.
        Predicate<RemoteRun> waiting =
                remote -> remote.status == RunStatus.RUNNING && !remote.tags.containsKey(FIRST_EPOCH);
        return Stream.of(
                        run.launch().map(time -> launched),
                        firstEpoch.map(time -> sameEpoch),
                        run.launched() ? Optional.<Predicate<RemoteRun>>empty() : Optional.of(waiting))
                .flatMap(Optional::stream)
                .flatMap(rule -> named.stream().filter(rule).limit(1))
                .findFirst();
    }
}
