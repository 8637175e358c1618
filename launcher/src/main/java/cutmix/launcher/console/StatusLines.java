package cutmix.launcher.console;

import java.io.PrintWriter;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Lines at the bottom of a terminal that are redrawn in place. The hidden cursor waits below them. Plain escape
 * sequences suffice, which every terminal knows; JLine takes longer to query the terminal than everything else here.
 */
final class StatusLines {

    private static final String ESCAPE = "\u001b[";
    private static final String HIDE_CURSOR = ESCAPE + "?25l";
    private static final String SHOW_CURSOR = ESCAPE + "?25h";
    private static final String ERASE_REST_OF_LINE = ESCAPE + "K";
    private static final String ERASE_BELOW = ESCAPE + "J";

    private final PrintWriter out;
    private final boolean colors;
    private List<AttributedString> drawn = List.of();
    private boolean entered;

    StatusLines(PrintWriter out, boolean colors) {
        this.out = out;
        this.colors = colors;
    }

    /**
     * Draws lines in place of the previous ones.
     *
     * @param above permanent lines of any length to print above
     * @param lines status lines, each shorter than {@code columns}
     * @param columns current width of the window
     */
    void draw(List<String> above, List<AttributedString> lines, int columns) {
        StringBuilder text = new StringBuilder(entered ? "" : HIDE_CURSOR);
        entered = true;
        text.append('\r');
        // A window that has become narrower has wrapped the previous lines.
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
            text.append(colors ? line.toAnsi() : line.toString())
                    .append(ERASE_REST_OF_LINE)
                    .append('\n');
        }
        write(text.append(ERASE_BELOW));
        drawn = List.copyOf(lines);
    }

    /** Ends the display: the lines remain, with the cursor below them. */
    void leave() {
        if (entered) {
            write(SHOW_CURSOR);
        }
    }

    /** Prints a line after the display has been left. */
    void print(String line) {
        write(line + "\n");
    }

    private void write(CharSequence text) {
        out.print(text);
        out.flush();
    }
}
