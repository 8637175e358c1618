package cutmix.manifests.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One YAML document.
 *
 * @param origin its file, for messages
 */
public record Manifest(String origin, JsonNode content) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static List<Manifest> inFile(Path file) {
        try {
            return inText(Folder.ROOT.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jackson's own YAML reader does not support anchors; SnakeYAML does, and rejects duplicate keys. */
    public static List<Manifest> inText(String origin, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(text);
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> new Manifest(origin, MAPPER.valueToTree(document)))
                .toList();
    }

    /** A list of operations (RFC 6902) instead of an object. */
    public boolean isJsonPatch() {
        return content.isArray() && !isReplacements();
    }

    /** A list of Kustomize's replacements. */
    public boolean isReplacements() {
        return content.isArray() && content.path(0).has("source");
    }

    public String apiVersion() {
        return content.path("apiVersion").asText();
    }

    public String kind() {
        return content.path("kind").asText();
    }

    public String name() {
        return content.at("/metadata/name").asText();
    }

    public boolean is(String kind, String name) {
        return kind().equals(kind) && name().equals(name);
    }

    @Override
    public String toString() {
        return origin + " " + kind() + " " + name();
    }
}
