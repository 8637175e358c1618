package cutmix.launcher.console;

import java.io.PrintWriter;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Lines at the bottom of a terminal that are drawn anew in place. The cursor, which is hidden meanwhile, waits below them. Plain
 * sequences that every terminal knows do it: to find out what a terminal can do takes JLine longer than all else here.
 */
final class StatusLines {

    private static final String ESCAPE = "\u001b[";
    private static final String HIDE_CURSOR = ESCAPE + "?25l";
    private static final String SHOW_CURSOR = ESCAPE + "?25h";
    private static final String ERASE_REST_OF_LINE = ESCAPE + "K";
    private static final String ERASE_BELOW = ESCAPE + "J";

    private final PrintWriter out;
    private final boolean colours;
    private List<AttributedString> drawn = List.of();
    private boolean entered;

    StatusLines(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /**
     * Draws it in place of what was drawn last.
     *
     * @param above lines of any length to leave above it
     * @param lines each shorter than {@code columns}
     * @param columns of the window, now
     */
    void draw(List<String> above, List<AttributedString> lines, int columns) {
        StringBuilder text = new StringBuilder(entered ? "" : HIDE_CURSOR);
        entered = true;
        text.append('\r');
        // A window that became narrower has wrapped them.
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.columnLength() + columns - 1) / columns))
                .sum();
        if (rows > 0) {
            text.append(ESCAPE).append(rows).append('A');
        }
        if (!above.isEmpty()) {
            text.append(ERASE_BELOW);
            above.forEach(line -> text.append(line).append('\n'));
        }
        for (AttributedString line : lines) {
            text.append(colours ? line.toAnsi() : line.toString())
                    .append(ERASE_REST_OF_LINE)
                    .append('\n');
        }
        write(text.append(ERASE_BELOW));
        drawn = List.copyOf(lines);
    }

    /** Leaves it as it is, with the cursor below it. */
    void leave() {
        if (entered) {
            write(SHOW_CURSOR);
        }
    }

    /** Prints a line, after it was left. */
    void print(String line) {
        write(line + "\n");
    }

    private void write(CharSequence text) {
        out.print(text);
        out.flush();
    }
}
