package cutmix.launcher.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.output.JsonOutput;

/** A line of a service's output. With JSON output, each line is an object that contains the text. */
public final class LoggedLine {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LoggedLine() {}

    /** Returns the text of a line; the whole line if it is not such an object. */
    public static String text(String line) {
        return JsonOutput.isWanted() && line.startsWith("{") ? message(line) : line;
    }

    /** Returns a line of the launcher in the format of the services' lines. */
    static String of(String text) {
        return JsonOutput.isWanted()
                ? MAPPER.createObjectNode().put("message", text).toString()
                : text;
    }

    private static String message(String line) {
        try {
            JsonNode message = MAPPER.readTree(line).path("message");
            return message.isTextual() ? message.asText() : line;
        } catch (JsonProcessingException e) {
            return line;
        }
    }
}
