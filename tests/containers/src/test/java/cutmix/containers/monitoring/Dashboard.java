package cutmix.containers.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Grafana dashboard. */
public record Dashboard(JsonNode root) {

    private static final Pattern LABELS_AND_RANGES =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without) *\\([^)]*\\)");
    /** A name that is neither a function nor an aggregation. */
    private static final Pattern METRIC = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b(?! *\\()");

    public static Dashboard in(Path file) {
        try {
            return new Dashboard(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All panels except rows. */
    public List<JsonNode> panels() {
        return root.get("panels")
                .valueStream()
                .filter(panel -> !panel.get("type").asText().equals("row"))
                .toList();
    }

    public Stream<JsonNode> targets() {
        return panels().stream().flatMap(panel -> panel.path("targets").valueStream());
    }

    /** The names of the metrics in its queries. */
    public Set<String> metrics() {
        return targets()
                .map(target -> target.get("expr").asText())
                .flatMap(Dashboard::metricsIn)
                .collect(Collectors.toSet());
    }

    public static Stream<String> metricsIn(String query) {
        String withoutLabels = LABELS_AND_RANGES.matcher(query).replaceAll("");
        return METRIC.matcher(withoutLabels).results().map(MatchResult::group).distinct();
    }
}
