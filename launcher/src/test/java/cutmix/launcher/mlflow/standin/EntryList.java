package cutmix.launcher.mlflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Lists of keys and values in requests and answers. */
final class EntryList {

    private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]+");

    private EntryList() {}

    /** The tags in a request. */
    static Map<String, String> tags(JsonNode json) throws RequestRefusal {
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : json.path("tags")) {
            if (tag.path("value").asText().length() > 5000) {
                throw RequestRefusal.invalid("Tag value had length …");
            }
            tags.put(name(tag), tag.path("value").asText());
        }
        return tags;
    }

    /** The key of an entry. */
    static String name(JsonNode entry) throws RequestRefusal {
        String name = entry.path("key").asText();
        if (!NAME.matcher(name).matches() || name.length() > 250) {
            throw RequestRefusal.invalid("Invalid name: '" + name + "'");
        }
        return name;
    }

    /** A map in the form of answers. */
    static Object of(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }
}
