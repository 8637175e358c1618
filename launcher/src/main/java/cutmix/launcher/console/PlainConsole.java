package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressForm;
import java.io.PrintWriter;

/**
 * Console for pipes and files: prints the launcher's lines and, prefixed with their names, the lines of the processes.
 */
public final class PlainConsole implements Console {

    private final PrintWriter out;
    private boolean muted;

    public PlainConsole(PrintWriter out) {
        this.out = out;
    }

    @Override
    public ProgressForm progress() {
        return ProgressForm.LINES;
    }

    @Override
    public synchronized void say(String line) {
        if (!muted) {
            out.println(line);
            out.flush();
        }
    }

    @Override
    public void relay(String name, String line) {
        if (!line.isBlank()) {
            say(Console.padded(name) + "| " + line);
        }
    }

    @Override
    public synchronized void sayLast(String line) {
        muted = false;
        say(line);
        muted = true;
    }
}
