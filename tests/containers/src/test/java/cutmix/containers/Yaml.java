package cutmix.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** YAML files with resolved anchors and merge keys. */
public final class Yaml {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Yaml() {}

    /** The only document in a file. */
    public static JsonNode in(Path file) {
        return allIn(file).findFirst().orElseThrow();
    }

    static Stream<JsonNode> allIn(Path file) {
        try {
            Iterable<Object> documents = new org.yaml.snakeyaml.Yaml().loadAll(Files.readString(file));
            return StreamSupport.stream(documents.spliterator(), false).map(MAPPER::<JsonNode>valueToTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
