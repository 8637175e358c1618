package cutmix.local;

import java.io.PrintWriter;

/** What the user sees: lines of the launcher and, with their names before them, of the services. */
final class Console {

    private static final int NAME_WIDTH = 10;

    private final PrintWriter out;
    private boolean muted;

    Console(PrintWriter out) {
        this.out = out;
    }

    synchronized void say(String line) {
        if (!muted) {
            out.println(line);
            out.flush();
        }
    }

    void relay(String name, String line) {
        if (!line.isBlank()) {
            say(String.format("%-" + NAME_WIDTH + "s | %s", name, line));
        }
    }

    /** Says a line after which no other is said but by this. */
    synchronized void sayLast(String line) {
        muted = false;
        say(line);
        muted = true;
    }
}
