package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** What the user sees of a run. Safe for use by several threads. */
public interface Console {

    /**
     * One for where {@code out} leads.
     *
     * @param environment variables, of which {@code TERM} and {@code NO_COLOR} count
     * @param terminal whether standard input and output are one
     */
    static Console open(PrintWriter out, Map<String, String> environment, boolean terminal) {
        String type = environment.getOrDefault("TERM", "dumb");
        if (!terminal || type.isEmpty() || type.equals("dumb")) {
            return new PlainConsole(out);
        }
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return LiveConsole.onTerminal(out, colours ? Ansi.ON : Ansi.OFF);
    }

    /** A process's name in the width of names, and a blank. */
    static String padded(String name) {
        return String.format(Locale.ROOT, "%-10s ", name);
    }

    /** How processes are to tell of their progress. */
    ProgressForm progress();

    /** Whether what is said may have colours: only on a terminal. */
    default Ansi ansi() {
        return Ansi.OFF;
    }

    /** How long lines can be: as long as they are, but on a terminal. */
    default int columns() {
        return Integer.MAX_VALUE;
    }

    /** Says a line that stays. */
    void say(String line);

    /** Takes a line of a process. */
    void relay(String name, String line);

    /** Says a line after which no other is said but by this. */
    void sayLast(String line);

    /** These processes will be started, in whatever order. */
    default void expect(List<String> names) {}

    /** A process is being started. */
    default void started(String name) {}

    /** How far a process is that was started. */
    default void report(String name, ProgressReport report) {}

    /** A process has ended well. */
    default void done(String name) {}

    /** A process has ended that should not have. */
    default void failed(String name, String reason) {}

    /** Whatever still runs is being stopped: from here on there are lines alone. */
    default void finish() {}
}
