package cutmix.launcher.console;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Splits a line that is too long for a window. */
final class WrappedLine {

    /** A narrower window is not worth wrapping for. */
    private static final int LEAST_ROOM = 24;

    private WrappedLine() {}

    /**
     * Cuts the line at blanks and indents all parts but the first. A word that is longer than the width stays whole;
     * the terminal wraps it.
     *
     * @param indent columns that precede the first part and are blank before the others
     * @return at least one part
     */
    static List<String> parts(String line, int indent, int columns) {
        int room = columns - indent;
        // Colors take no columns.
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
