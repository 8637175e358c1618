package cutmix.schemas.output;

import cutmix.schemas.contract.EnvironmentVariables;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Prints every output line of a service as a JSON object with the fields of the log. Quarkus does this only for the
 * log, while progress, results and errors are printed lines.
 *
 * <p>{@code QUARKUS_LOG_CONSOLE_JSON_ENABLED}, or the system property {@code quarkus.log.console.json.enabled}, enables
 * it. No other source of configuration counts, because the first lines are printed before Quarkus has read the others.
 * Lines printed by the JVM itself are not converted.
 */
public final class JsonOutput {

    private static final String VARIABLE = EnvironmentVariables.JSON_LOG;
    private static final String PROPERTY = "quarkus.log.console.json.enabled";

    /** The values that SmallRye Config converts to true. */
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on");

    private JsonOutput() {}

    /** Returns whether the user wants JSON. */
    public static boolean isWanted() {
        String value = Optional.ofNullable(System.getProperty(PROPERTY)).orElseGet(() -> System.getenv(VARIABLE));
        return value != null && TRUE.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Prints each later line on standard output and standard error as a JSON object, if the user wants JSON. A service
     * calls this before it prints anything.
     *
     * @param answers whether standard output contains only the result of the command, such as a prediction, which is
     *     not converted
     */
    public static void begin(boolean answers) {
        if (isWanted()) {
            LogFormat format = LogFormat.ofConsole();
            if (!answers) {
                System.setOut(new JsonPrintStream(System.out, "stdout", format));
            }
            System.setErr(new JsonPrintStream(System.err, "stderr", format));
        }
    }

    /** Returns a line in the form of standard error, for callers that cannot print it there. */
    public static String line(String text) {
        return System.err instanceof JsonPrintStream err ? err.record(text) : text;
    }

    /** Returns an error line that is created long before it is printed. The result has no timestamp. */
    public static String timelessLine(String text) {
        return System.err instanceof JsonPrintStream ? LogFormat.timeless(text) : text;
    }
}
