package cutmix.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of README.md: lines of its blocks without a language, less their comments. */
final class ReadmeCommands {

    private static final String FENCE = "```";
    private static final Pattern COMMAND =
            Pattern.compile("(\\w+=(\"[^\"]*\"|\\S+) )*(\\./cutmix|mvn|java|docker|kcat|export) .*");
    private static final Pattern COMMENT = Pattern.compile("\\s+# .*$");

    private ReadmeCommands() {}

    /** All of them, in order. */
    static List<String> all() throws IOException {
        List<String> commands = new ArrayList<>();
        String block = null;
        for (String line : Files.readAllLines(Path.of("../../README.md"))) {
            if (line.startsWith(FENCE)) {
                block = block == null ? line : null;
            } else if (FENCE.equals(block) && COMMAND.matcher(line).matches()) {
                commands.add(COMMENT.matcher(line).replaceFirst(""));
            }
        }
        return commands;
    }

    /** Those that begin with this. */
    static List<String> allOf(String beginning) throws IOException {
        return all().stream().filter(command -> command.startsWith(beginning)).toList();
    }

    /** The only one that begins with this. */
    static String beginningWith(String beginning) throws IOException {
        List<String> found = allOf(beginning);
        if (found.size() != 1) {
            throw new AssertionError(beginning + " begins " + found.size() + " commands of README.md: " + found);
        }
        return found.get(0);
    }
}
