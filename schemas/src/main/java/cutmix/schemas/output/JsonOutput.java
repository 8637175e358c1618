package cutmix.schemas.output;

import cutmix.schemas.contract.EnvironmentVariables;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes every line that a service prints a JSON object, with the fields of its log. Quarkus itself does so with the log alone:
 * progress, results and errors are printed lines.
 *
 * <p>{@code QUARKUS_LOG_CONSOLE_JSON_ENABLED}, or the system property {@code quarkus.log.console.json.enabled}, says whether it is
 * wanted. Lines are printed before Quarkus has read other sources of configuration, so no other source counts here. What the JVM
 * itself prints does not pass through here.
 */
public final class JsonOutput {

    private static final String VARIABLE = EnvironmentVariables.JSON_LOG;
    private static final String PROPERTY = "quarkus.log.console.json.enabled";

    /** As SmallRye Config converts them. */
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on");

    private JsonOutput() {}

    /** Whether the user wants JSON. */
    public static boolean isWanted() {
        String value = Optional.ofNullable(System.getProperty(PROPERTY)).orElseGet(() -> System.getenv(VARIABLE));
        return value != null && TRUE.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * From now on, each line on standard output and standard error is a JSON object, if the user wants it. A service calls this
     * before it prints anything.
     *
     * @param answers whether standard output is the answer to a question, such as a prediction, which stays as it is
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

    /** A line for standard error in the form that standard error has; for whoever cannot print it there. */
    public static String line(String text) {
        return System.err instanceof JsonPrintStream err ? err.record(text) : text;
    }

    /** The same, of a line that is made long before it is printed, and has no time therefore. */
    public static String timelessLine(String text) {
        return System.err instanceof JsonPrintStream ? LogFormat.timeless(text) : text;
    }
}
