package cutmix.launcher.child;

import java.util.Optional;

/** The line of a JVM that has ended since its memory is used up, in words that say what to do. */
public final class OutOfMemoryLine {

    /** As {@code -XX:+ExitOnOutOfMemoryError} has it, on standard output. */
    private static final String BEGINNING = "Terminating due to java.lang.OutOfMemoryError: ";

    private OutOfMemoryLine() {}

    /** What it says, if it is that line. */
    public static Optional<String> in(String line) {
        return line.startsWith(BEGINNING) ? Optional.of(words(line.substring(BEGINNING.length()))) : Optional.empty();
    }

    private static String words(String reason) {
        return "the memory is used up (" + reason
                + "): give its process more, such as JAVA_TOOL_OPTIONS=-Xmx4g, or take a"
                + " smaller --image-size, --batch-size or --depth";
    }
}
