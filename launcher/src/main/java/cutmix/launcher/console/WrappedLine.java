package cutmix.launcher.console;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** A line that a window is too narrow for, as several. */
final class WrappedLine {

    /** Less room is not worth it. */
    private static final int LEAST_ROOM = 24;

    private WrappedLine() {}

    /**
     * The line cut at blanks, all but its first part behind an indent. A word that is longer than the room stays whole: it is
     * the terminal that wraps it.
     *
     * @param indent columns that the first part has before it, and the others get as blanks
     * @return at least one part
     */
    static List<String> parts(String line, int indent, int columns) {
        int room = columns - indent;
        // Colours take no room.
        if (room < LEAST_ROOM || AttributedString.fromAnsi(line).columnLength() <= room) {
            return List.of(line);
        }
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > room) {
            int blank = rest.lastIndexOf(' ', room);
            if (blank <= 0) {
                blank = rest.indexOf(' ', room);
            }
            if (blank <= 0) {
                break;
            }
            parts.add(rest.substring(0, blank).stripTrailing());
            rest = rest.substring(blank + 1).stripLeading();
        }
        parts.add(rest);
        String blanks = " ".repeat(indent);
        for (int i = 1; i < parts.size(); i++) {
            parts.set(i, blanks + parts.get(i));
        }
        return parts;
    }
}
