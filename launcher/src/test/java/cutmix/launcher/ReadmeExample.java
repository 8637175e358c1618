package cutmix.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables exported by an example in docs/operations/brokers.md, so that the test uses the documented settings.
 */
final class ReadmeExample {

    private static final Pattern EXPORT = Pattern.compile("^export (KAFKA_\\w+)='?(.*?)'?$", Pattern.MULTILINE);

    private ReadmeExample() {}

    /**
     * The example for a protocol.
     *
     * @param values replacements for the example's placeholders
     */
    static Map<String, String> of(String protocol, Map<String, String> values) throws IOException {
        String example = Arrays.stream(Files.readString(Path.of("../docs/operations/brokers.md"))
                        .split("```"))
                .filter(block -> block.contains("KAFKA_SECURITY_PROTOCOL=" + protocol + "\n"))
                .findFirst()
                .orElseThrow();
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher export = EXPORT.matcher(example);
        while (export.find()) {
            String value = export.group(2);
            for (Map.Entry<String, String> replacement : values.entrySet()) {
                value = value.replace(replacement.getKey(), replacement.getValue());
            }
            variables.put(export.group(1), value);
        }
        return variables;
    }
}
