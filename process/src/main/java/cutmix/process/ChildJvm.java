package cutmix.process;

import java.util.List;
import java.util.stream.Stream;

/** What a process tells the Java processes that it starts, as options of the JVM. */
public final class ChildJvm {

    /**
     * English, whatever the user's settings are: Kafka, for example, does not start where {@code "classic".toUpperCase()} has a
     * dotted capital I, or where numbers are formatted with other digits than 0 to 9. All parts of the locale are given, since
     * those that are not come from the user's settings.
     */
    private static final List<String> LOCALE = List.of(
            "-Duser.language=en", "-Duser.country=US", "-Duser.script=", "-Duser.variant=", "-Duser.extensions=");

    /** A JVM whose memory is used up ends at once, rather than go on without the thread that asked for more. */
    private static final String EXIT_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private ChildJvm() {}

    /** Options of a child that begins with {@link ProcessStart#begin()}: it ends when this process has ended, however it ends. */
    public static List<String> options() {
        return Stream.concat(Stream.of(EXIT_WITHOUT_MEMORY, ParentWatch.option()), LOCALE.stream())
                .toList();
    }

    /**
     * The same of a server that other children of this process are clients of: when this process is killed, the server ends after
     * they have ended.
     */
    public static List<String> serverOptions() {
        return Stream.concat(options().stream(), Stream.of(ParentWatch.lingerOption()))
                .toList();
    }
}
