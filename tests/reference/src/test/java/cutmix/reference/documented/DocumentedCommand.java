package cutmix.reference.documented;

import cutmix.support.MarkdownLine;
import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command in a page of the documentation.
 *
 * @param place the page and the number of the line
 * @param complete whether a user can type it as it is: it is in a code block, not part of a sentence
 */
record DocumentedCommand(String place, boolean complete, ShellCommand command) {

    private static final Optional<String> WITHOUT_LANGUAGE = Optional.of("");
    private static final String CONTINUED = "\\";

    /** All lines of code blocks without a language, and all inline code, as far as a shell could run it. */
    static List<DocumentedCommand> in(Path root) throws IOException {
        List<DocumentedCommand> found = new ArrayList<>();
        for (Path page : ProjectFiles.endingWith(root, ".md")) {
            found.addAll(in(root.relativize(page).toString(), Files.readAllLines(page)));
        }
        return found;
    }

    private static List<DocumentedCommand> in(String page, List<String> lines) {
        List<DocumentedCommand> found = new ArrayList<>();
        String begun = "";
        for (MarkdownLine line : MarkdownLine.of(lines)) {
            String place = page + ":" + line.number();
            String text = line.text().strip();
            if (line.isProse()) {
                line.inlineCode().forEach(code -> add(found, place, false, code));
            } else if (!line.block().equals(WITHOUT_LANGUAGE)) {
                continue;
            } else if (text.endsWith(CONTINUED)) {
                begun += text.substring(0, text.length() - CONTINUED.length());
            } else {
                add(found, place, true, begun + text);
                begun = "";
            }
        }
        return found;
    }

    private static void add(List<DocumentedCommand> found, String place, boolean complete, String code) {
        ShellCommand.of(code).forEach(command -> found.add(new DocumentedCommand(place, complete, command)));
    }

    String problem(String text) {
        return place + ": " + text;
    }
}
