package cutmix.launcher.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An experiment on a server, which is created if it does not exist. */
public final class Experiment {

    private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";
    private static final String EXISTS = "RESOURCE_ALREADY_EXISTS";
    private static final String KIND = "mlflow.experimentKind";
    private static final String TRAINING = "custom_model_development";

    private final MlflowApi api;
    private final String name;
    private Optional<String> id = Optional.empty();

    public Experiment(MlflowApi api, String name) {
        this.api = api;
        this.name = name;
    }

    /** Returns the server's id of the experiment; empty before the first request. */
    public Optional<String> knownId() {
        return id;
    }

    /**
     * Returns the server's id of the experiment.
     *
     * @throws IOException if the server does not answer or refuses
     */
    public String id() throws IOException, InterruptedException {
        if (id.isEmpty()) {
            Optional<String> found = findExperiment();
            id = Optional.of(found.isPresent() ? found.get() : createExperiment());
        }
        return id.get();
    }

    /** Marks the experiment as training of neural networks; MLflow 3 shows other columns and pages for other kinds. */
    private String createExperiment() throws IOException, InterruptedException {
        List<Map<String, String>> tags = List.of(Map.of("key", KIND, "value", TRAINING));
        try {
            return api.post("experiments/create", Map.of("name", name, "tags", tags))
                    .path("experiment_id")
                    .asText();
        } catch (MlflowRefusal e) {
            if (!e.code().equals(EXISTS)) {
                throw e;
            }
            // Another client has just created it.
            return findExperiment().orElseThrow(() -> e);
        }
    }

    private Optional<String> findExperiment() throws IOException, InterruptedException {
        JsonNode found;
        try {
            found = api.get("experiments/get-by-name", Map.of("experiment_name", name))
                    .path("experiment");
        } catch (MlflowRefusal e) {
            if (e.code().equals(MISSING)) {
                return Optional.empty();
            }
            throw e;
        }
        if (found.path("lifecycle_stage").asText().equals("deleted")) {
            throw new MlflowRefusal(
                    "",
                    "MLflow at " + api.server() + ": the experiment " + name
                            + " is deleted: restore it, or name another");
        }
        String id = found.path("experiment_id").asText();
        requireKind(id, found.path("tags"));
        return Optional.of(id);
    }

    /** An experiment created by another client keeps its kind. */
    private void requireKind(String id, JsonNode tags) throws IOException, InterruptedException {
        for (JsonNode tag : tags) {
            if (tag.path("key").asText().equals(KIND)) {
                return;
            }
        }
        api.post("experiments/set-experiment-tag", Map.of("experiment_id", id, "key", KIND, "value", TRAINING));
    }
}
