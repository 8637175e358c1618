package cutmix.schemas.failure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes an unreadable setting in words for users. SmallRye Config's own messages contain property names, Java
 * classes and codes.
 */
public final class ConfigProblem {

    private static final Pattern UNREADABLE = Pattern.compile(
            "SRCFG00039: The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted"
                    + " (.*)",
            Pattern.DOTALL);

    private static final Pattern EMPTY = Pattern.compile("SRCFG0004[01]: The config property (\\S+) ");

    private static final Pattern CHOICE = Pattern.compile("allowed values: (.*)");

    /** The class of an exception and the code of a message. */
    private static final Pattern ORIGIN = Pattern.compile("^(?:[\\w.$]+: )?SRCFG\\d+: ");

    private ConfigProblem() {}

    /**
     * Names the setting, its value and the expected form.
     *
     * @param message a message of SmallRye Config; an unknown kind of message is returned unchanged
     */
    public static SettingException of(String message, Throwable cause) {
        return new SettingException(line(message), cause);
    }

    private static String line(String message) {
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.find()) {
            return variable(unreadable.group(1)) + " '" + unreadable.group(2) + "' " + expectation(unreadable.group(3));
        }
        Matcher empty = EMPTY.matcher(message);
        if (empty.find()) {
            return variable(empty.group(1)) + " is empty: give it a value, or unset it";
        }
        return ORIGIN.matcher(message).replaceFirst("");
    }

    private static String expectation(String reason) {
        if (reason.startsWith("Invalid duration")) {
            return "is not a duration: give one such as 500ms, 30s or 5m";
        }
        if (reason.startsWith("SRCFG00029")
                || reason.startsWith("SRCFG00030")
                || reason.startsWith("For input string")) {
            return "is not a whole number of its range: give another one";
        }
        if (reason.startsWith("SRCFG00031") || reason.startsWith("SRCFG00032")) {
            return "is not a number: give one such as 0.5";
        }
        Matcher choice = CHOICE.matcher(reason);
        return choice.find()
                ? "is unknown: choose one of " + choice.group(1).replace(",", ", ")
                : "cannot be read (" + ORIGIN.matcher(reason).replaceFirst("") + "): correct it";
    }

    /** Returns the environment variable that sets a property. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
