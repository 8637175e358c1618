package cutmix.launcher.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.output.JsonOutput;

/** What a service prints. Where the user wants JSON of the services, each line is an object that holds the text. */
public final class LoggedLine {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LoggedLine() {}

    /** The text of a line; the line itself where it is none of these objects. */
    public static String text(String line) {
        return JsonOutput.isWanted() && line.startsWith("{") ? message(line) : line;
    }

    /** A line of the launcher's own in the form that the lines of services have. */
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
