package cutmix.launcher.mlflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A stand-in for MLflow's REST API with MLflow's storage and refusals. It can go down and come back with its data. */
public final class MlflowStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The answer of servers since 3.15 to an artifact. */
    private static final Object EMPTY = new Object();

    /** A value at a step. */
    public record Metric(String key, double value, long timestamp, long step) {}

    /** The current state of a run. */
    public record Run(
            String id,
            String experiment,
            String status,
            Long ended,
            Map<String, String> params,
            Map<String, String> tags,
            List<Metric> metrics,
            Map<String, JsonNode> inputs,
            long started) {

        public List<Metric> history(String key) {
            return metrics.stream().filter(metric -> metric.key().equals(key)).toList();
        }
    }

    private String artifactRoot = "mlflow-artifacts:/";
    private final StoredExperiments experiments = new StoredExperiments();
    private final StoredRuns runs = new StoredRuns(experiments, new RunAnswers(() -> artifactRoot));
    private final Map<String, byte[]> artifacts = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final int port;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private Optional<Map.Entry<Integer, String>> artifactRefusal = Optional.empty();
    private String refusedEnding = "";
    private Optional<String> redirect = Optional.empty();
    private Optional<String> authorization = Optional.empty();
    private HttpServer server;

    private MlflowStandIn() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    /** Serves on a free port. */
    public static MlflowStandIn start() throws IOException {
        return new MlflowStandIn();
    }

    public void comeUp() throws IOException {
        server = listen(port);
    }

    private HttpServer listen(int on) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
        listening.createContext("/", this::handle);
        listening.start();
        return listening;
    }

    public void goDown() {
        server.stop(0);
    }

    /** Executes this many of the next requests but does not answer them. */
    public void loseAnswers(int count) {
        lostAnswers.set(count);
    }

    public void keepArtifactsAt(String root) {
        artifactRoot = root;
    }

    /** Sends this answer to every artifact. */
    public void refuseArtifacts(int status, String body) {
        refuseArtifacts("", status, body);
    }

    /** Sends this answer to the artifacts whose names end like this. */
    public void refuseArtifacts(String ending, int status, String body) {
        refusedEnding = ending;
        artifactRefusal = Optional.of(Map.entry(status, body));
    }

    /** Redirects every request. */
    public void redirectTo(String uri) {
        redirect = Optional.of(uri);
    }

    /** The header {@code Authorization} of each request; {@code none} if it was missing. */
    public List<String> authorizations() {
        return authorizations;
    }

    public void require(String header) {
        authorization = Optional.of(header);
    }

    public synchronized void makeExperiment(String name) {
        experiments.make(name);
    }

    public synchronized Map<String, String> experimentTags(String name) {
        return experiments.tagsOf(name);
    }

    public synchronized void forget(Run run) {
        runs.remove(run.id());
    }

    public String uri() {
        return "http://localhost:" + port;
    }

    public synchronized List<Run> runs() {
        return runs.all();
    }

    /** The only run with a name. */
    public Run run(String name) {
        List<Run> named = runs().stream()
                .filter(run -> name.equals(run.tags().get("mlflow.runName")))
                .toList();
        if (named.size() != 1) {
            throw new AssertionError(named.size() + " runs are named " + name + ": " + named);
        }
        return named.get(0);
    }

    /** The names of a run's artifacts. */
    public synchronized List<String> artifacts(Run run) {
        String folder = run.experiment() + "/" + run.id() + "/artifacts/";
        return artifacts.keySet().stream()
                .filter(path -> path.startsWith(folder))
                .map(path -> path.substring(folder.length()))
                .toList();
    }

    /** The requested endpoints, in order. */
    public List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        authorizations.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("none"));
        if (redirect.isPresent()) {
            exchange.getResponseHeaders().add("Location", redirect.get() + exchange.getRequestURI());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
            return;
        }
        if (artifactRefusal.isPresent()
                && exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestURI().getPath().endsWith(refusedEnding)) {
            byte[] refusal = artifactRefusal.get().getValue().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(artifactRefusal.get().getKey(), refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
            return;
        }
        int status = 200;
        byte[] answer;
        try {
            Object content = answer(exchange, body);
            answer = content == EMPTY ? new byte[0] : JSON.writeValueAsBytes(content);
        } catch (RequestRefusal e) {
            status = e.status();
            answer = JSON.writeValueAsBytes(Map.of("error_code", e.code(), "message", e.getMessage()));
        }
        boolean changes = !exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestURI().getPath().endsWith("search");
        if (changes && lostAnswers.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private synchronized Object answer(HttpExchange exchange, byte[] body) throws IOException, RequestRefusal {
        if (authorization.isPresent()
                && !authorization.get().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw new RequestRefusal(401, "UNAUTHENTICATED", "You are not authenticated.");
        }
        String path = exchange.getRequestURI().getPath();
        String uploads = "/api/2.0/mlflow-artifacts/artifacts/";
        if (path.startsWith(uploads) && exchange.getRequestMethod().equals("PUT")) {
            artifacts.put(path.substring(uploads.length()), body);
            return EMPTY;
        }
        String call = exchange.getRequestMethod() + " " + path.replace("/api/2.0/mlflow/", "");
        requests.add(call);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        return switch (call) {
            case "GET experiments/get-by-name" -> experiments.byName(query.get("experiment_name"));
            case "POST experiments/create" -> experiments.create(json);
            case "POST experiments/set-experiment-tag" -> experiments.tag(json);
            case "POST runs/log-inputs" -> runs.logInputs(json);
            case "POST runs/create" -> runs.create(json);
            case "POST runs/search" -> runs.search(json);
            case "POST runs/log-batch" -> runs.logBatch(json);
            case "POST runs/update" -> runs.update(json);
            case "GET metrics/get-history" -> runs.history(query);
            default -> throw new RequestRefusal(404, "ENDPOINT_NOT_FOUND", call);
        };
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = parameter.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        goDown();
    }
}
