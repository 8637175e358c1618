package cutmix.launcher.mlflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runs of a server, by id. */
final class StoredRuns {

    private static final Pattern FILTER = Pattern.compile("tags\\.`cutmix\\.run` (=|LIKE) '([^']*)'");

    private final Map<String, MlflowStandIn.Run> runs = new LinkedHashMap<>();
    private final StoredExperiments experiments;
    private final RunAnswers answers;

    StoredRuns(StoredExperiments experiments, RunAnswers answers) {
        this.experiments = experiments;
        this.answers = answers;
    }

    List<MlflowStandIn.Run> all() {
        return List.copyOf(runs.values());
    }

    void remove(String id) {
        runs.remove(id);
    }

    Object create(JsonNode json) throws RequestRefusal {
        String experiment = json.path("experiment_id").asText();
        if (!experiments.hasId(experiment)) {
            throw RequestRefusal.missing("No Experiment with id=" + experiment + " exists");
        }
        String id = String.format(Locale.ROOT, "%032x", runs.size() + 1);
        MlflowStandIn.Run run = new MlflowStandIn.Run(
                id,
                experiment,
                "RUNNING",
                null,
                new HashMap<>(),
                EntryList.tags(json),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                json.path("start_time").asLong());
        runs.put(id, run);
        return Map.of("run", answers.json(run));
    }

    Object search(JsonNode json) throws RequestRefusal {
        Matcher filter = FILTER.matcher(json.path("filter").asText());
        if (!filter.matches()) {
            throw RequestRefusal.invalid("Invalid filter '" + json.path("filter") + "'");
        }
        String pattern = filter.group(1).equals("=")
                ? Pattern.quote(filter.group(2))
                : filter.group(2).replace("_", ".");
        return Map.of(
                "runs",
                runs.values().stream()
                        .filter(run -> run.experiment()
                                .equals(json.path("experiment_ids").path(0).asText()))
                        .filter(run -> run.tags().getOrDefault("cutmix.run", "").matches(pattern))
                        .map(answers::json)
                        .toList());
    }

    Object logBatch(JsonNode json) throws RequestRefusal {
        MlflowStandIn.Run run = find(json.path("run_id").asText());
        if (json.path("metrics").size() > 1000
                || json.path("params").size() > 100
                || json.path("tags").size() > 100) {
            throw RequestRefusal.invalid("A batch logging request can contain at most …");
        }
        List<MlflowStandIn.Metric> metrics = new ArrayList<>();
        for (JsonNode metric : json.path("metrics")) {
            if (!metric.hasNonNull("value") || !metric.hasNonNull("timestamp") || !metric.hasNonNull("step")) {
                throw RequestRefusal.invalid("Missing value for required parameter");
            }
            metrics.add(new MlflowStandIn.Metric(
                    EntryList.name(metric),
                    Double.parseDouble(metric.get("value").asText()),
                    metric.get("timestamp").asLong(),
                    metric.get("step").asLong()));
        }
        Map<String, String> params = new LinkedHashMap<>();
        for (JsonNode param : json.path("params")) {
            String value = param.path("value").asText();
            String earlier = run.params().getOrDefault(EntryList.name(param), value);
            if (!earlier.equals(value) || value.length() > 6000) {
                throw RequestRefusal.invalid("Changing param values is not allowed: " + param);
            }
            params.put(EntryList.name(param), value);
        }
        run.metrics().addAll(metrics);
        run.params().putAll(params);
        run.tags().putAll(EntryList.tags(json));
        return Map.of();
    }

    Object logInputs(JsonNode json) throws RequestRefusal {
        MlflowStandIn.Run run = find(json.path("run_id").asText());
        for (JsonNode input : json.path("datasets")) {
            JsonNode dataset = input.path("dataset");
            if (dataset.path("digest").asText().isEmpty()
                    || dataset.path("digest").asText().length() > 36) {
                throw RequestRefusal.invalid("Dataset digest …");
            }
            run.inputs().put(dataset.path("name").asText(), input);
        }
        return Map.of();
    }

    Object update(JsonNode json) throws RequestRefusal {
        MlflowStandIn.Run run = find(json.path("run_id").asText());
        String status = json.path("status").asText();
        Long ended =
                json.hasNonNull("end_time") ? Long.valueOf(json.get("end_time").asLong()) : run.ended();
        MlflowStandIn.Run updated = new MlflowStandIn.Run(
                run.id(),
                run.experiment(),
                status,
                ended,
                run.params(),
                run.tags(),
                run.metrics(),
                run.inputs(),
                run.started());
        runs.put(run.id(), updated);
        return Map.of("run_info", answers.info(updated));
    }

    Object history(Map<String, String> query) throws RequestRefusal {
        return Map.of("metrics", find(query.get("run_id")).history(query.get("metric_key")));
    }

    private MlflowStandIn.Run find(String id) throws RequestRefusal {
        if (!runs.containsKey(id)) {
            throw RequestRefusal.missing("Run with id=" + id + " not found");
        }
        return runs.get(id);
    }
}
