package cutmix.launcher;

import cutmix.support.MarkdownLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands in the documentation: lines of code blocks without a language, without comments. */
public final class ReadmeCommands {

    private static final Path HOME = Path.of("..");
    private static final Optional<String> WITHOUT_LANGUAGE = Optional.of("");
    private static final Pattern COMMAND = Pattern.compile(
            "(\\w+=(\"[^\"]*\"|\\S+) )*(\\./cutmix|mvn|java|docker|kcat|kubectl|python3?|export|source) .*");
    private static final Pattern COMMENT = Pattern.compile("\\s+# .*$");

    private ReadmeCommands() {}

    /** All commands, each once. */
    static Set<String> all() throws IOException {
        Set<String> commands = new LinkedHashSet<>();
        for (Path page : pages()) {
            MarkdownLine.of(Files.readAllLines(page)).stream()
                    .filter(line -> line.block().equals(WITHOUT_LANGUAGE))
                    .map(line -> line.text().strip())
                    .filter(line -> COMMAND.matcher(line).matches())
                    .forEach(line -> commands.add(COMMENT.matcher(line).replaceFirst("")));
        }
        return commands;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md").map(HOME::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    /** The commands with this prefix. */
    public static List<String> allOf(String beginning) throws IOException {
        return all().stream().filter(command -> command.startsWith(beginning)).toList();
    }

    /** The only command with this prefix. */
    public static String beginningWith(String beginning) throws IOException {
        List<String> found = allOf(beginning);
        if (found.size() != 1) {
            throw new AssertionError(
                    beginning + " begins " + found.size() + " commands of the documentation: " + found);
        }
        return found.get(0);
    }
}
