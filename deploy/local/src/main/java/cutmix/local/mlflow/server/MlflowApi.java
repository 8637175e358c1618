package cutmix.local.mlflow.server;

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
import javax.net.ssl.SSLException;

/**
 * MLflow's REST API, version 2.0, by the JDK's HTTP client. MLflow's own Java client (8.6 MB) would need MLflow's Python program for
 * every artifact.
 */
public final class MlflowApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final Duration TO_UPLOAD = Duration.ofMinutes(2);

    private final MlflowServer server;
    private final HttpClient http;

    public MlflowApi(MlflowServer server) {
        this.server = server;
        // Some servers trip over the offer to change to HTTP/2.
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TO_CONNECT);
        server.trust().context().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    public MlflowServer server() {
        return server;
    }

    /**
     * Asks for something.
     *
     * @param endpoint for example {@code experiments/get-by-name}
     * @throws MlflowRefusal if the server answers anything but success
     * @throws IOException if it does not answer
     */
    public JsonNode get(String endpoint, Map<String, String> parameters) throws IOException, InterruptedException {
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
    public JsonNode post(String endpoint, Object body) throws IOException, InterruptedException {
        return send(request(endpoint(endpoint))
                .timeout(TO_ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /**
     * Writes a file to where this server, or another, keeps artifacts. Any success will do: servers since 3.15 answer with an empty body,
     * object stores with what they like.
     *
     * @throws IOException as above
     */
    void put(URI target, Path file) throws IOException, InterruptedException {
        HttpResponse<String> response = exchange(request(target)
                .timeout(TO_UPLOAD)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofFile(file))
                .build());
        if (!isSuccess(response)) {
            throw failure(response, parsed(response.body()));
        }
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
        HttpResponse<String> response = exchange(request);
        JsonNode json = parsed(response.body());
        if (isSuccess(response) && json.isObject()) {
            return json;
        }
        throw failure(response, json);
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (SSLException e) {
            throw new MlflowRefusal(
                    "",
                    name(request.uri()) + " is not trusted (" + HttpFailure.reason(e)
                            + "): set MLFLOW_TRACKING_SERVER_CERT_PATH to a file with its certificate, or with that of the"
                            + " authority that signed it; MLFLOW_TRACKING_INSECURE_TLS=true checks no certificate");
        } catch (IOException e) {
            throw new IOException(name(request.uri()) + " does not answer (" + HttpFailure.reason(e) + ")", e);
        }
    }

    private static boolean isSuccess(HttpResponse<String> response) {
        return response.statusCode() / 100 == 2;
    }

    private String name(URI target) {
        return "MLflow at " + at(target);
    }

    private String at(URI target) {
        return server.isOwn(target) ? server.toString() : target.getScheme() + "://" + target.getRawAuthority();
    }

    private IOException failure(HttpResponse<String> response, JsonNode json) {
        int status = response.statusCode();
        URI target = response.request().uri();
        if (status == 401 || status == 403) {
            return new MlflowRefusal("", name(target) + " refuses " + refused(target, status));
        }
        if (status / 100 == 5 || status == 429) {
            return new IOException(name(target) + " cannot serve now (HTTP " + status + ")");
        }
        if (json.hasNonNull("error_code")) {
            String code = json.get("error_code").asText();
            return new MlflowRefusal(
                    code,
                    name(target) + ": " + code + ": "
                            + oneLine(json.path("message").asText()));
        }
        return new MlflowRefusal("", "what answers at " + at(target) + " is no MLflow server (HTTP " + status + ")");
    }

    private String refused(URI target, int status) {
        if (!server.isOwn(target)) {
            return "artifacts (HTTP " + status + "): user and token are sent to " + server
                    + " alone: have it pass artifacts on (mlflow server --serve-artifacts)";
        }
        if (server.authorization(target).isEmpty()) {
            return "requests without credentials (HTTP " + status + "): set MLFLOW_TRACKING_TOKEN, or "
                    + "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD";
        }
        return status == 401
                ? "the user and password, or the token (HTTP 401): correct MLFLOW_TRACKING_TOKEN, or "
                        + "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
                : "this user (HTTP 403): give the user the permission to edit the experiment, or log as another one";
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
