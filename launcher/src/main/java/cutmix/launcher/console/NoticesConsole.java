package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;

/** Console for a preview, which shows only the loader's notices: the skipped images and the reasons. */
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

    /** Messages of the launcher about its processes are hidden. */
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
