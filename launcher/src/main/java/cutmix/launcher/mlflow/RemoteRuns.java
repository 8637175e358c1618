package cutmix.launcher.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.launcher.mlflow.server.Experiment;
import cutmix.launcher.mlflow.server.MlflowApi;
import cutmix.launcher.mlflow.server.MlflowRefusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The runs of one experiment on a server. */
final class RemoteRuns {

    private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";

    private final MlflowApi api;
    private final Experiment experiment;

    RemoteRuns(MlflowApi api, Experiment experiment) {
        this.api = api;
        this.experiment = experiment;
    }

    MlflowApi api() {
        return api;
    }

    /**
     * Finds or creates the server's run for a training run.
     *
     * @param firstEpoch time of the first epoch's record, if known
     */
    RemoteRun open(MlflowRun run, Optional<String> firstEpoch) throws IOException, InterruptedException {
        Optional<RemoteRun> found = RemoteRun.match(search(run.name()), run, firstEpoch);
        return found.isPresent() ? found.get() : create(run, firstEpoch);
    }

    /** Returns the server's id of a training run's parent, if it has one. */
    Optional<String> parent(MlflowRun run) throws IOException, InterruptedException {
        if (run.parent() == null) {
            return Optional.empty();
        }
        return search(run.parent()).stream()
                .filter(remote -> run.parent().equals(remote.tags().get(RemoteRun.NAME))
                        && run.id().equals(remote.tags().getOrDefault(RemoteRun.ID, "")))
                .map(RemoteRun::id)
                .findFirst();
    }

    private List<RemoteRun> search(String name) throws IOException, InterruptedException {
        JsonNode found = api.post(
                "runs/search",
                Map.of(
                        "experiment_ids",
                        List.of(experiment.id()),
                        "filter",
                        filter(name),
                        "run_view_type",
                        "ACTIVE_ONLY",
                        "max_results",
                        1000));
        return StreamSupport.stream(found.path("runs").spliterator(), false)
                .map(RemoteRun::of)
                .toList();
    }

    /** MLflow's filter cannot escape a quotation mark in a name, so the server may return too many runs. */
    static String filter(String name) {
        String plain = name.replaceAll("[^\\w.:/ -]", "_");
        return "tags.`" + RemoteRun.NAME + "` " + (plain.equals(name) ? "=" : "LIKE") + " '" + plain + "'";
    }

    private RemoteRun create(MlflowRun run, Optional<String> firstEpoch) throws IOException, InterruptedException {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.runName", run.name());
        tags.put("mlflow.source.type", "LOCAL");
        tags.put("mlflow.user", System.getProperty("user.name"));
        tags.put(RemoteRun.NAME, run.name());
        if (!run.id().isEmpty()) {
            tags.put(RemoteRun.ID, run.id());
        }
        run.launch().ifPresent(time -> tags.put(RemoteRun.LAUNCHED, time));
        firstEpoch.ifPresent(time -> tags.put(RemoteRun.FIRST_EPOCH, time));
        tags.putAll(run.tags());
        JsonNode created = api.post(
                "runs/create",
                Map.of(
                        "experiment_id", experiment.id(),
                        "run_name", run.name(),
                        "start_time", run.started(),
                        "tags", LogBatch.tags(tags)));
        return RemoteRun.of(created.path("run"));
    }

    /** Returns the last logged steps by key. */
    Map<String, Set<Long>> steps(RemoteRun run, Set<String> keys) throws IOException, InterruptedException {
        Map<String, Set<Long>> steps = new HashMap<>();
        for (String key : keys) {
            steps.put(key, steps(run, key));
        }
        return steps;
    }

    private Set<Long> steps(RemoteRun run, String key) throws IOException, InterruptedException {
        Set<Long> steps = new HashSet<>();
        String page = "";
        do {
            Map<String, String> parameters = new HashMap<>(Map.of("run_id", run.id(), "metric_key", key));
            if (!page.isEmpty()) {
                parameters.put("page_token", page);
            }
            try {
                JsonNode history = api.get("metrics/get-history", parameters);
                history.path("metrics")
                        .forEach(metric -> steps.add(metric.path("step").asLong()));
                page = history.path("next_page_token").asText();
            } catch (MlflowRefusal e) {
                if (e.code().equals(MISSING)) {
                    return steps;
                }
                throw e;
            }
        } while (!page.isEmpty());
        return steps;
    }

    /** Logs the datasets of a run. Repeated calls have no effect. */
    void logInputs(RemoteRun run, List<DatasetInput> inputs) throws IOException, InterruptedException {
        api.post("runs/log-inputs", Map.of("run_id", run.id(), "datasets", inputs));
    }

    void log(LogBatch batch) throws IOException, InterruptedException {
        api.post("runs/log-batch", batch);
    }

    /** @param ended end of the run, in milliseconds since 1970, if it has ended */
    void update(RemoteRun run, RunStatus status, Optional<Long> ended) throws IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>(Map.of("run_id", run.id(), "status", status.name()));
        ended.ifPresent(time -> body.put("end_time", time));
        api.post("runs/update", body);
    }
}
