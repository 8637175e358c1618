package cutmix.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code docker-compose.yml} with resolved anchors and merge keys. */
public record ComposeFile(JsonNode root) {

    /** The folder of the file and of the files that it names. */
    static final Path FOLDER = Path.of("../..");

    public static ComposeFile ofProject() {
        return new ComposeFile(Yaml.in(FOLDER.resolve("docker-compose.yml")));
    }

    /** The services by name. */
    public Map<String, JsonNode> services() {
        return root.get("services").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Set<String> ofProfile(String profile) {
        return services().entrySet().stream()
                .filter(service -> service.getValue()
                        .path("profiles")
                        .valueStream()
                        .anyMatch(name -> name.asText().equals(profile)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The services that {@code docker compose up} starts without a profile. */
    Set<String> withoutProfile() {
        return services().entrySet().stream()
                .filter(service -> !service.getValue().has("profiles"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
