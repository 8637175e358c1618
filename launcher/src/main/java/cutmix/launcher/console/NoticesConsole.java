package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;

/** For a run in small, of which only the loader's notices are of interest: which images it left out, and why. */
public final class NoticesConsole implements Console {

    private static final String SUMMARY = "Loaded ";

    private final String loader;
    private final Console lines;

    /** @param loader the name of the process whose notices are shown */
    public NoticesConsole(String loader, PrintWriter out) {
        this.loader = loader;
        this.lines = new PlainConsole(out);
    }

    @Override
    public ProgressForm progress() {
        return ProgressForm.REPORTS;
    }

    /** What the launcher says of its processes is not shown. */
    @Override
    public void say(String line) {}

    @Override
    public void relay(String name, String line) {
        boolean notice = !line.startsWith(SUMMARY) && ProgressReport.parse(line).isEmpty();
        if (name.equals(loader) && notice) {
            lines.say(line);
        }
    }

    @Override
    public void sayLast(String line) {}
}
