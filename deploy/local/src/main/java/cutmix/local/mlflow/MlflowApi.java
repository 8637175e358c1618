package cutmix.local.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.http.HttpFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * MLflow's REST API, version 2.0, by the JDK's HTTP client. MLflow's own Java client (8.6 MB) would need MLflow's Python program for
 * every artifact.
 */
final class MlflowApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final Duration TO_UPLOAD = Duration.ofMinutes(2);

    private final MlflowServer server;
    // Some servers trip over the offer to change to HTTP/2.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();

    MlflowApi(MlflowServer server) {
        this.server = server;
    }

    MlflowServer server() {
        return server;
    }

    /**
     * Asks for something.
     *
     * @param endpoint for example {@code experiments/get-by-name}
     * @throws MlflowRefusal if the server answers anything but success
     * @throws IOException if it does not answer
     */
    JsonNode get(String endpoint, Map<String, String> parameters) throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(endpoint(endpoint + "?" + query)).timeout(TO_ANSWER).build());
    }

    /**
     * Has something done.
     *
     * @param body becomes JSON
     * @throws IOException as above
     */
    JsonNode post(String endpoint, Object body) throws IOException, InterruptedException {
        return send(request(endpoint(endpoint))
                .timeout(TO_ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /**
     * Writes a file to where this server, or another, keeps artifacts.
     *
     * @throws IOException as above
     */
    void put(URI target, Path file) throws IOException, InterruptedException {
        send(request(target)
                .timeout(TO_UPLOAD)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofFile(file))
                .build());
    }

    private URI endpoint(String endpoint) {
        return URI.create(server.uri() + "/api/2.0/mlflow/" + endpoint);
    }

    private HttpRequest.Builder request(URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        server.authorization(target).ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(name(request.uri()) + " does not answer (" + HttpFailure.reason(e) + ")", e);
        }
        return content(response);
    }

    private String name(URI target) {
        return "MLflow at " + at(target);
    }

    private String at(URI target) {
        return server.isOwn(target) ? server.toString() : target.getScheme() + "://" + target.getRawAuthority();
    }

    private JsonNode content(HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        URI target = response.request().uri();
        JsonNode json = parsed(response.body());
        if (status / 100 == 2 && json.isObject()) {
            return json;
        }
        if (status == 401 || status == 403) {
            String remedy = server.isOwn(target)
                    ? "set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
                    : "user and token are sent to " + server + " alone: have it pass artifacts on (mlflow server "
                            + "--serve-artifacts)";
            throw new MlflowRefusal("", name(target) + " refuses (HTTP " + status + "): " + remedy);
        }
        if (status / 100 == 5 || status == 429) {
            throw new IOException(name(target) + " cannot serve now (HTTP " + status + ")");
        }
        if (json.hasNonNull("error_code")) {
            String code = json.get("error_code").asText();
            throw new MlflowRefusal(
                    code,
                    name(target) + ": " + code + ": "
                            + oneLine(json.path("message").asText()));
        }
        throw new MlflowRefusal("", "what answers at " + at(target) + " is no MLflow server (HTTP " + status + ")");
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String oneLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
