package cutmix.launcher.mlflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The experiments of a server, by name. */
final class StoredExperiments {

    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> tags = new HashMap<>();

    void make(String name) {
        ids.put(name, String.valueOf(ids.size() + 1));
        tags.put(ids.get(name), new HashMap<>());
    }

    boolean hasId(String id) {
        return ids.containsValue(id);
    }

    Map<String, String> tagsOf(String name) {
        return tags.get(ids.get(name));
    }

    Object byName(String name) throws RequestRefusal {
        if (!ids.containsKey(name)) {
            throw RequestRefusal.missing("Could not find experiment with name '" + name + "'");
        }
        return Map.of(
                "experiment",
                Map.of(
                        "experiment_id",
                        ids.get(name),
                        "name",
                        name,
                        "lifecycle_stage",
                        "active",
                        "tags",
                        EntryList.of(tagsOf(name))));
    }

    Object create(JsonNode json) throws RequestRefusal {
        String name = json.path("name").asText();
        if (ids.containsKey(name)) {
            throw new RequestRefusal(400, "RESOURCE_ALREADY_EXISTS", "Experiment '" + name + "' already exists.");
        }
        make(name);
        tagsOf(name).putAll(EntryList.tags(json));
        return Map.of("experiment_id", ids.get(name));
    }

    Object tag(JsonNode json) {
        tags.get(json.path("experiment_id").asText())
                .put(json.path("key").asText(), json.path("value").asText());
        return Map.of();
    }
}
