package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** The output of a run for the user. Thread-safe. */
public interface Console {

    /**
     * Chooses a console for the destination of {@code out}.
     *
     * @param environment variables, of which {@code TERM} and {@code NO_COLOR} are used
     * @param terminal whether standard input and output are a terminal
     */
    static Console open(PrintWriter out, Map<String, String> environment, boolean terminal) {
        String type = environment.getOrDefault("TERM", "dumb");
        if (!terminal || type.isEmpty() || type.equals("dumb")) {
            return new PlainConsole(out);
        }
        boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return LiveConsole.onTerminal(out, colors ? Ansi.ON : Ansi.OFF);
    }

    /** Returns the name of a process, padded to the width of names, and a blank. */
    static String padded(String name) {
        return String.format(Locale.ROOT, "%-10s ", name);
    }

    /** Returns the format in which processes must report their progress. */
    ProgressForm progress();

    /** Returns whether the output may have colors. */
    default Ansi ansi() {
        return Ansi.OFF;
    }

    /** Returns the maximum length of lines; unlimited unless the output is a terminal. */
    default int columns() {
        return Integer.MAX_VALUE;
    }

    /** Prints a permanent line. */
    void say(String line);

    /** Handles a line that a process has printed. */
    void relay(String name, String line);

    /** Prints a last line. Only this method may be called afterward. */
    void sayLast(String line);

    /** Announces the processes that will be started, in any order. */
    default void expect(List<String> names) {}

    /** Reports that a process is being started. */
    default void started(String name) {}

    /** Reports the progress of a started process. */
    default void report(String name, ProgressReport report) {}

    /** Reports that a process has succeeded. */
    default void done(String name) {}

    /** Reports that a process has ended unexpectedly. */
    default void failed(String name, String reason) {}

    /** Reports that all running processes are being stopped; from now on, only lines are printed. */
    default void finish() {}
}
