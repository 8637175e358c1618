package cutmix.peers.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Reads the data of a server through its REST API.
 *
 * @param uri of the server
 */
record MlflowReader(String uri) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    JsonNode experiment(String name) throws IOException, InterruptedException {
        return get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + name)
                .path("experiment");
    }

    /** All runs of an experiment, the earliest first. */
    List<LoggedRun> runs(String experiment) throws IOException, InterruptedException {
        String id = experiment(experiment).path("experiment_id").asText();
        Map<String, Object> body =
                Map.of("experiment_ids", List.of(id), "order_by", List.of("attributes.start_time ASC"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri + "/api/2.0/mlflow/runs/search"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        JsonNode found =
                JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        return StreamSupport.stream(found.path("runs").spliterator(), false)
                .map(LoggedRun::new)
                .toList();
    }

    /** The steps of a metric in order, with the server's repetitions. */
    List<Long> steps(LoggedRun run, String key) throws IOException, InterruptedException {
        JsonNode history = get("/api/2.0/mlflow/metrics/get-history?run_id=" + run.id() + "&metric_key="
                + URLEncoder.encode(key, StandardCharsets.UTF_8));
        return StreamSupport.stream(history.path("metrics").spliterator(), false)
                .map(metric -> metric.path("step").asLong())
                .sorted()
                .toList();
    }

    /** The names of a run's files. */
    List<String> files(LoggedRun run) throws IOException, InterruptedException {
        JsonNode files = get("/api/2.0/mlflow/artifacts/list?run_id=" + run.id());
        return StreamSupport.stream(files.path("files").spliterator(), false)
                .map(file -> file.path("path").asText())
                .toList();
    }

    /** The content of a file, loaded like the server's page does. */
    byte[] file(LoggedRun run, String name) throws IOException, InterruptedException {
        URI target = URI.create(uri + "/get-artifact?path=" + name + "&run_uuid=" + run.id());
        return HTTP.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofByteArray())
                .body();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri + path)).build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }
}
