package cutmix.process;

import java.util.List;
import java.util.stream.Stream;

/** JVM options that a process passes to the Java processes that it starts. */
public final class ChildJvm {

    /**
     * US English, regardless of the user's settings. Kafka, for example, does not start if
     * {@code "classic".toUpperCase()} has a dotted capital I, or if numbers are formatted with digits other than 0 to
     * 9. All parts of the locale are set, because missing parts would come from the user's settings.
     */
    private static final List<String> LOCALE = List.of(
            "-Duser.language=en", "-Duser.country=US", "-Duser.script=", "-Duser.variant=", "-Duser.extensions=");

    /** A JVM that runs out of memory ends at once. Otherwise it would continue without the thread that failed. */
    private static final String EXIT_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private ChildJvm() {}

    /**
     * The options of a child process whose {@code main} calls {@link ProcessStart#begin()}. The child ends after this
     * process has ended for any reason.
     */
    public static List<String> options() {
        return Stream.concat(Stream.of(EXIT_WITHOUT_MEMORY, ParentWatch.option()), LOCALE.stream())
                .toList();
    }

    /**
     * The options of a server whose clients are other children of this process. If this process is killed, the server
     * ends after its clients.
     */
    public static List<String> serverOptions() {
        return Stream.concat(options().stream(), Stream.of(ParentWatch.lingerOption()))
                .toList();
    }
}
