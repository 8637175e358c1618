package cutmix.launcher.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stand-in for MLflow's REST API with MLflow's storage and refusals. It can go down and come back with its data. */
public final class MlflowStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The answer of servers since 3.15 to an artifact. */
    private static final Object EMPTY = new Object();

    private static final Pattern FILTER = Pattern.compile("tags\\.`cutmix\\.run` (=|LIKE) '([^']*)'");
    private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]+");

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

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    private final Map<String, String> experiments = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> experimentTags = new HashMap<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Map<String, byte[]> artifacts = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final int port;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private String artifactRoot = "mlflow-artifacts:/";
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
    void loseAnswers(int count) {
        lostAnswers.set(count);
    }

    void keepArtifactsAt(String root) {
        artifactRoot = root;
    }

    /** Sends this answer to every artifact. */
    void refuseArtifacts(int status, String body) {
        refuseArtifacts("", status, body);
    }

    /** Sends this answer to the artifacts whose names end like this. */
    void refuseArtifacts(String ending, int status, String body) {
        refusedEnding = ending;
        artifactRefusal = Optional.of(Map.entry(status, body));
    }

    /** Redirects every request. */
    void redirectTo(String uri) {
        redirect = Optional.of(uri);
    }

    /** The header {@code Authorization} of each request; {@code none} if it was missing. */
    List<String> authorizations() {
        return authorizations;
    }

    void require(String header) {
        authorization = Optional.of(header);
    }

    synchronized void makeExperiment(String name) {
        experiments.put(name, String.valueOf(experiments.size() + 1));
        experimentTags.put(experiments.get(name), new HashMap<>());
    }

    synchronized Map<String, String> experimentTags(String name) {
        return experimentTags.get(experiments.get(name));
    }

    synchronized void forget(Run run) {
        runs.remove(run.id());
    }

    public String uri() {
        return "http://localhost:" + port;
    }

    public synchronized List<Run> runs() {
        return List.copyOf(runs.values());
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
    List<String> requests() {
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
        } catch (Refusal e) {
            status = e.status;
            answer = JSON.writeValueAsBytes(Map.of("error_code", e.code, "message", e.getMessage()));
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

    private synchronized Object answer(HttpExchange exchange, byte[] body) throws IOException, Refusal {
        if (authorization.isPresent()
                && !authorization.get().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw new Refusal(401, "UNAUTHENTICATED", "You are not authenticated.");
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
            case "GET experiments/get-by-name" -> experiment(query.get("experiment_name"));
            case "POST experiments/create" -> createExperiment(json);
            case "POST experiments/set-experiment-tag" -> tagExperiment(json);
            case "POST runs/log-inputs" -> logInputs(json);
            case "POST runs/create" -> createRun(json);
            case "POST runs/search" -> search(json);
            case "POST runs/log-batch" -> logBatch(json);
            case "POST runs/update" -> update(json);
            case "GET metrics/get-history" -> history(query);
            default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", call);
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

    private Object experiment(String name) throws Refusal {
        if (!experiments.containsKey(name)) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'");
        }
        return Map.of(
                "experiment",
                Map.of(
                        "experiment_id",
                        experiments.get(name),
                        "name",
                        name,
                        "lifecycle_stage",
                        "active",
                        "tags",
                        entries(experimentTags(name))));
    }

    private Object tagExperiment(JsonNode json) {
        experimentTags
                .get(json.path("experiment_id").asText())
                .put(json.path("key").asText(), json.path("value").asText());
        return Map.of();
    }

    private Object logInputs(JsonNode json) throws Refusal {
        Run run = find(json.path("run_id").asText());
        for (JsonNode input : json.path("datasets")) {
            JsonNode dataset = input.path("dataset");
            if (dataset.path("digest").asText().isEmpty()
                    || dataset.path("digest").asText().length() > 36) {
                throw new Refusal(400, "INVALID_PARAMETER_VALUE", "Dataset digest …");
            }
            run.inputs().put(dataset.path("name").asText(), input);
        }
        return Map.of();
    }

    private Object createExperiment(JsonNode json) throws Refusal {
        String name = json.path("name").asText();
        if (experiments.containsKey(name)) {
            throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "Experiment '" + name + "' already exists.");
        }
        makeExperiment(name);
        experimentTags(name).putAll(tags(json));
        return Map.of("experiment_id", experiments.get(name));
    }

    private Object createRun(JsonNode json) throws Refusal {
        String experiment = json.path("experiment_id").asText();
        if (!experiments.containsValue(experiment)) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "No Experiment with id=" + experiment + " exists");
        }
        String id = String.format(Locale.ROOT, "%032x", runs.size() + 1);
        Run run = new Run(
                id,
                experiment,
                "RUNNING",
                null,
                new HashMap<>(),
                tags(json),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                json.path("start_time").asLong());
        runs.put(id, run);
        return Map.of("run", json(run));
    }

    private Object search(JsonNode json) throws Refusal {
        Matcher filter = FILTER.matcher(json.path("filter").asText());
        if (!filter.matches()) {
            throw new Refusal(400, "INVALID_PARAMETER_VALUE", "Invalid filter '" + json.path("filter") + "'");
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
                        .map(this::json)
                        .toList());
    }

    private Object logBatch(JsonNode json) throws Refusal {
        Run run = find(json.path("run_id").asText());
        if (json.path("metrics").size() > 1000
                || json.path("params").size() > 100
                || json.path("tags").size() > 100) {
            throw new Refusal(400, "INVALID_PARAMETER_VALUE", "A batch logging request can contain at most …");
        }
        List<Metric> metrics = new ArrayList<>();
        for (JsonNode metric : json.path("metrics")) {
            if (!metric.hasNonNull("value") || !metric.hasNonNull("timestamp") || !metric.hasNonNull("step")) {
                throw new Refusal(400, "INVALID_PARAMETER_VALUE", "Missing value for required parameter");
            }
            metrics.add(new Metric(
                    name(metric),
                    Double.parseDouble(metric.get("value").asText()),
                    metric.get("timestamp").asLong(),
                    metric.get("step").asLong()));
        }
        Map<String, String> params = new LinkedHashMap<>();
        for (JsonNode param : json.path("params")) {
            String value = param.path("value").asText();
            String earlier = run.params().getOrDefault(name(param), value);
            if (!earlier.equals(value) || value.length() > 6000) {
                throw new Refusal(400, "INVALID_PARAMETER_VALUE", "Changing param values is not allowed: " + param);
            }
            params.put(name(param), value);
        }
        run.metrics().addAll(metrics);
        run.params().putAll(params);
        run.tags().putAll(tags(json));
        return Map.of();
    }

    private static Map<String, String> tags(JsonNode json) throws Refusal {
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : json.path("tags")) {
            if (tag.path("value").asText().length() > 5000) {
                throw new Refusal(400, "INVALID_PARAMETER_VALUE", "Tag value had length …");
            }
            tags.put(name(tag), tag.path("value").asText());
        }
        return tags;
    }

    private static String name(JsonNode entry) throws Refusal {
        String name = entry.path("key").asText();
        if (!NAME.matcher(name).matches() || name.length() > 250) {
            throw new Refusal(400, "INVALID_PARAMETER_VALUE", "Invalid name: '" + name + "'");
        }
        return name;
    }

    private Object update(JsonNode json) throws Refusal {
        Run run = find(json.path("run_id").asText());
        String status = json.path("status").asText();
        Long ended =
                json.hasNonNull("end_time") ? Long.valueOf(json.get("end_time").asLong()) : run.ended();
        Run updated = new Run(
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
        return Map.of("run_info", info(updated));
    }

    private Object history(Map<String, String> query) throws Refusal {
        return Map.of("metrics", find(query.get("run_id")).history(query.get("metric_key")));
    }

    private Run find(String id) throws Refusal {
        if (!runs.containsKey(id)) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "Run with id=" + id + " not found");
        }
        return runs.get(id);
    }

    private Object json(Run run) {
        return Map.of(
                "info",
                info(run),
                "data",
                Map.of("params", entries(run.params()), "tags", entries(run.tags()), "metrics", latest(run)),
                "inputs",
                Map.of("dataset_inputs", run.inputs().values()));
    }

    private static Object latest(Run run) {
        Map<String, Metric> latest = new LinkedHashMap<>();
        run.metrics().forEach(metric -> latest.merge(metric.key(), metric, (a, b) -> a.step() > b.step() ? a : b));
        return latest.values();
    }

    private Object info(Run run) {
        return Map.of(
                "run_id", run.id(),
                "status", run.status(),
                "artifact_uri", artifactRoot + run.experiment() + "/" + run.id() + "/artifacts");
    }

    private static Object entries(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }

    @Override
    public void close() {
        goDown();
    }
}
