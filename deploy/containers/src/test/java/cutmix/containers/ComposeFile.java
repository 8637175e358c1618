package cutmix.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml}, its anchors and merge keys resolved. */
record ComposeFile(JsonNode root) {

    static ComposeFile ofProject() {
        Path file = Path.of("../../docker-compose.yml");
        try {
            Map<String, Object> resolved = new Yaml().load(Files.readString(file));
            return new ComposeFile(new YAMLMapper().valueToTree(resolved));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services by name. */
    Map<String, JsonNode> services() {
        return root.get("services").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The services that {@code docker compose up} starts without a profile. */
    Set<String> withoutProfile() {
        return services().entrySet().stream()
                .filter(service -> !service.getValue().has("profiles"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
