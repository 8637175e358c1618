package cutmix.launcher.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation. Links and headings within code do not count. */
record MarkdownPage(Path file, List<String> lines) {

    private static final String FENCE = "```";
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern EXTERNAL = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
    private static final Pattern DROPPED = Pattern.compile("[^\\p{L}\\p{M}\\p{N} _-]");

    static MarkdownPage read(Path file) throws IOException {
        List<String> text = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(file)) {
            if (line.strip().startsWith(FENCE)) {
                code = !code;
            } else if (!code) {
                text.add(line);
            }
        }
        return new MarkdownPage(file, List.copyOf(text));
    }

    /** The targets of the page's links, except for other sites. */
    List<String> links() {
        return lines.stream()
                .map(line -> CODE.matcher(line).replaceAll(""))
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .filter(link -> !EXTERNAL.matcher(link).matches())
                .toList();
    }

    /** The anchors of its headings, as GitHub generates them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> repeated = new HashMap<>();
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String text = DROPPED.matcher(heading.group(1).strip().toLowerCase(Locale.ROOT))
                        .replaceAll("");
                String anchor = text.replace(' ', '-');
                int earlier = repeated.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
            }
        }
        return anchors;
    }
}
