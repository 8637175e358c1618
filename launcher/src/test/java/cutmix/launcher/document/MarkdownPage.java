package cutmix.launcher.document;

import cutmix.support.MarkdownLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation. Links and headings within code do not count. */
record MarkdownPage(Path file, List<MarkdownLine> lines) {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern EXTERNAL = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
    private static final Pattern DROPPED = Pattern.compile("[^\\p{L}\\p{M}\\p{N} _-]");

    static MarkdownPage read(Path file) throws IOException {
        return new MarkdownPage(
                file,
                MarkdownLine.of(Files.readAllLines(file)).stream()
                        .filter(MarkdownLine::isProse)
                        .toList());
    }

    /** The targets of the page's links, except for other sites. */
    List<String> links() {
        return lines.stream()
                .map(MarkdownLine::withoutInlineCode)
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .filter(link -> !EXTERNAL.matcher(link).matches())
                .toList();
    }

    /** The anchors of its headings, as GitHub generates them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> repeated = new HashMap<>();
        for (MarkdownLine line : lines) {
            Matcher heading = HEADING.matcher(line.text());
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
