package cutmix.reference.documented;

import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A command in a page of the documentation.
 *
 * @param place the page and the number of the line
 * @param complete whether a user can type it as it is: it is in a code block, not part of a sentence
 */
record DocumentedCommand(String place, boolean complete, ShellCommand command) {

    private static final String FENCE = "```";
    private static final String CONTINUED = "\\";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

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
        String block = null;
        String begun = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String place = page + ":" + (i + 1);
            if (line.startsWith(FENCE)) {
                block = block == null ? line : null;
            } else if (block == null) {
                for (MatchResult code : CODE.matcher(line).results().toList()) {
                    add(found, place, false, code.group(1));
                }
            } else if (block.equals(FENCE) && line.endsWith(CONTINUED)) {
                begun += line.substring(0, line.length() - CONTINUED.length());
            } else if (block.equals(FENCE)) {
                add(found, place, true, begun + line);
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
