package cutmix.launcher.document;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.output.LinePrefix;
import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final Path TROUBLESHOOTING = HOME.resolve("docs/operations/troubleshooting.md");

    /** The first cell of a table's row. */
    private static final Pattern MESSAGES = Pattern.compile("^\\| (`[^|]*) \\|", Pattern.MULTILINE);

    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void troubleshooting_quotes_only_lines_that_a_program_prints() throws Exception {
        Map<Path, String> sources = sources();

        List<String> quotes = MESSAGES.matcher(Files.readString(TROUBLESHOOTING))
                .results()
                .flatMap(row -> QUOTED.matcher(row.group(1)).results())
                .map(quote -> quote.group(1))
                .toList();

        assertThat(quotes).hasSizeGreaterThan(40).allSatisfy(quote -> assertThat(sources.values())
                .as("the constant parts of the quoted line, in one source file")
                .anyMatch(source -> prints(source, quote)));
    }

    @Test
    void one_source_file_has_the_prefix_of_error_lines() throws Exception {
        Map<Path, String> sources = sources();
        sources.values().removeIf(source -> !source.contains('"' + LinePrefix.ERROR));

        assertThat(sources.keySet())
                .map(source -> source.getFileName().toString())
                .containsExactly("LinePrefix.java");
    }

    /** Whether a source contains these parts of a line in this order. An ellipsis stands for variable text. */
    private static boolean prints(String source, String quote) {
        int from = 0;
        for (String part : parts(quote)) {
            int found = source.indexOf(part, from);
            if (found < 0) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }

    private static List<String> parts(String quote) {
        String line = quote.startsWith(LinePrefix.WARNING) ? quote.substring(LinePrefix.WARNING.length()) : quote;
        return Arrays.stream(line.split("…"))
                .map(String::strip)
                .filter(part -> part.length() > 1)
                .toList();
    }

    /** The sources of all programs, with concatenated strings joined. */
    private static Map<Path, String> sources() throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        for (Path file : ProjectFiles.endingWith(HOME, ".java")) {
            String path = HOME.relativize(file).toString();
            if (!path.contains("test/java/") && !path.startsWith("tests/")) {
                sources.put(file, CONCATENATION.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        return sources;
    }
}
