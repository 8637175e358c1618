package cutmix.launcher.mlflow.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.file.FileName;
import cutmix.schemas.http.HttpAddress;
import cutmix.schemas.http.HttpFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Client of MLflow's REST API, version 2.0, based on the JDK's HTTP client. MLflow's own Java client (8.6 MB) would
 * need MLflow's Python program for every artifact.
 */
public final class MlflowApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The path prefix of the server's endpoints. */
    private static final String PATHS = "/api/2\\.0/";

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final Duration TO_UPLOAD = Duration.ofMinutes(2);

    private final MlflowServer server;
    private final HttpClient http;
    private boolean answered;

    public MlflowApi(MlflowServer server) {
        this.server = server;
        // Some servers cannot handle the offer to upgrade to HTTP/2.
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TO_CONNECT);
        server.trust().context().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    public MlflowServer server() {
        return server;
    }

    /**
     * Sends a query.
     *
     * @param endpoint for example {@code experiments/get-by-name}
     * @throws MlflowRefusal if the server answers with an error
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
     * Sends a change.
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
     * Writes a file to an artifact store of this server or another one. Ignores the body of the response: servers since
     * 3.15 send none, and object stores send arbitrary ones.
     *
     * @throws IOException as above
     */
    void put(URI target, Path file) throws IOException, InterruptedException {
        String artifact = "the artifact " + FileName.printable(file) + " of " + Files.size(file) + " bytes";
        HttpResponse<String> response = exchange(
                request(target)
                        .timeout(TO_UPLOAD)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofFile(file))
                        .build(),
                Optional.of(artifact));
        if (!isSuccess(response)) {
            throw failure(response, parsed(response.body()), Optional.of(artifact));
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
        HttpResponse<String> response = exchange(request, Optional.empty());
        JsonNode json = parsed(response.body());
        if (isSuccess(response) && json.isObject()) {
            return json;
        }
        throw failure(response, json, Optional.empty());
    }

    /** @param artifact description of the file */
    private HttpResponse<String> exchange(HttpRequest request, Optional<String> artifact)
            throws IOException, InterruptedException {
        URI target = request.uri();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            answered = true;
            return response;
        } catch (SSLException e) {
            throw TlsFailure.of(at(target), e);
        } catch (ConnectException | HttpTimeoutException e) {
            throw unanswered(target, artifact, e);
        } catch (IOException e) {
            if (!answered && isWithoutTls(target) && TlsProbe.speaksTls(target)) {
                throw wantsTls(target);
            }
            throw unanswered(target, artifact, e);
        }
    }

    private IOException unanswered(URI target, Optional<String> artifact, IOException e) {
        return new IOException(
                name(target) + " does not answer"
                        + artifact.map(file -> " to " + file).orElse("") + " (" + HttpFailure.reason(e) + ")",
                e);
    }

    private static boolean isWithoutTls(URI target) {
        return target.getScheme().equalsIgnoreCase("http");
    }

    private MlflowRefusal wantsTls(URI target) {
        return new MlflowRefusal(
                "", name(target) + " requires TLS: use " + at(target).replaceFirst("^http", "https"));
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

    private IOException failure(HttpResponse<String> response, JsonNode json, Optional<String> artifact) {
        int status = response.statusCode();
        URI target = response.request().uri();
        String name = name(target);
        if (status == 401 || status == 403) {
            return new MlflowRefusal("", name + " refuses " + refused(target, status));
        }
        if (status / 100 == 5 || status == 429) {
            return new IOException(
                    name + " cannot " + artifact.map(file -> "take " + file).orElse("serve") + " now (HTTP " + status
                            + error(json) + ")");
        }
        if (status / 100 == 3) {
            return new MlflowRefusal("", name + redirected(response));
        }
        if (status == 413) {
            return new MlflowRefusal(
                    "",
                    name + " does not take " + artifact.orElse("a request")
                            + " (HTTP 413): raise the limit that the server, or a proxy before it, sets to the size of a request");
        }
        if (json.hasNonNull("error_code")) {
            return new MlflowRefusal(
                    json.get("error_code").asText(),
                    name + artifact.map(file -> " refuses " + file).orElse("") + error(json));
        }
        if (artifact.isPresent()) {
            return new MlflowRefusal("", name + " refuses " + artifact.get() + " (HTTP " + status + ")");
        }
        if (status == 400 && isWithoutTls(target) && TlsProbe.speaksTls(target)) {
            return wantsTls(target);
        }
        return new MlflowRefusal("", "the server at " + at(target) + " is not an MLflow server (HTTP " + status + ")");
    }

    /** Returns the server's error message after a colon; empty if there is none. */
    private static String error(JsonNode json) {
        return Stream.of("error_code", "message")
                .map(field -> oneLine(json.path(field).asText()))
                .filter(said -> !said.isBlank())
                .map(said -> ": " + said)
                .collect(Collectors.joining());
    }

    private static String redirected(HttpResponse<String> response) {
        String status = " (HTTP " + response.statusCode() + ")";
        Optional<String> location = response.headers().firstValue("Location").flatMap(text -> {
            try {
                return HttpAddress.parse(response.request().uri().resolve(text).toString())
                        .map(found -> found.toString().replaceFirst("\\?.*", ""));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
        if (location.isEmpty()) {
            return " redirects to no address" + status + ": correct the server, or the proxy before it";
        }
        String server = location.get().replaceFirst(PATHS + ".*", "");
        return " redirects to " + oneLine(location.get()) + status + ", which is not followed: "
                + (server.equals(location.get())
                        ? "give the address where the server itself answers"
                        : "use " + oneLine(server));
    }

    private String refused(URI target, int status) {
        if (!server.isOwn(target)) {
            return "artifacts (HTTP " + status + "): user and token are sent to " + server
                    + " alone: make the server proxy artifacts (mlflow server --serve-artifacts)";
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
