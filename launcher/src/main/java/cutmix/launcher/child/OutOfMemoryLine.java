package cutmix.launcher.child;

import java.util.Optional;

/** Recognizes the line that a JVM prints when it runs out of memory, and replaces it by advice for the user. */
public final class OutOfMemoryLine {

    /** Printed on standard output with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final String BEGINNING = "Terminating due to java.lang.OutOfMemoryError: ";

    private OutOfMemoryLine() {}

    /** Returns the advice if this is such a line. */
    public static Optional<String> in(String line) {
        return line.startsWith(BEGINNING) ? Optional.of(words(line.substring(BEGINNING.length()))) : Optional.empty();
    }

    private static String words(String reason) {
        return "out of memory (" + reason
                + "): give its process more, such as JAVA_TOOL_OPTIONS=-Xmx4g, or use a"
                + " smaller --image-size, --batch-size or --depth";
    }
}
