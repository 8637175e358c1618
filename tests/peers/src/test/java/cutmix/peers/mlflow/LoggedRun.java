package cutmix.peers.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A run, as reported by the server. */
record LoggedRun(JsonNode json) {

    String id() {
        return json.at("/info/run_id").asText();
    }

    String name() {
        return json.at("/info/run_name").asText();
    }

    String status() {
        return json.at("/info/status").asText();
    }

    long started() {
        return json.at("/info/start_time").asLong();
    }

    long ended() {
        return json.at("/info/end_time").asLong();
    }

    Map<String, String> parameters() {
        return entries(json.at("/data/params"));
    }

    Map<String, String> tags() {
        return entries(json.at("/data/tags"));
    }

    /** The keys of its metrics. */
    List<String> metrics() {
        return StreamSupport.stream(json.at("/data/metrics").spliterator(), false)
                .map(metric -> metric.path("key").asText())
                .toList();
    }

    /** Its datasets by name, each with its tags. */
    Map<String, JsonNode> inputs() {
        Map<String, JsonNode> inputs = new LinkedHashMap<>();
        json.at("/inputs/dataset_inputs")
                .forEach(input -> inputs.put(input.at("/dataset/name").asText(), input));
        return inputs;
    }

    private static Map<String, String> entries(JsonNode list) {
        Map<String, String> entries = new LinkedHashMap<>();
        list.forEach(entry ->
                entries.put(entry.path("key").asText(), entry.path("value").asText()));
        return entries;
    }
}
