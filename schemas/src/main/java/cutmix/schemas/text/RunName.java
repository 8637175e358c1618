package cutmix.schemas.text;

import cutmix.schemas.failure.UserException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule for the names of training runs: 1 to {@value #LONGEST} of the ASCII letters and digits, {@code .}, {@code _}
 * and {@code -}, beginning with a letter or a digit. Such a name can be a file name, a record key and an element of a
 * comma-separated list.
 */
public final class RunName {

    /** The maximum length of a name. */
    public static final int LONGEST = 100;

    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LONGEST - 1) + "}");

    private RunName() {}

    /** Returns whether this is a valid run name. */
    public static boolean isValid(String name) {
        return RULE.matcher(name).matches();
    }

    /**
     * Checks a name from the user.
     *
     * @param option the option that contains the name, for the message
     * @return the name
     * @throws UserException if it breaks the rule
     */
    public static String require(String option, String name) {
        refusal(option, name).ifPresent(refusal -> {
            throw new UserException(refusal);
        });
        return name;
    }

    /**
     * Returns the message about an invalid name, for callers with their own exception for options; empty if the name is
     * valid.
     */
    public static Optional<String> refusal(String option, String name) {
        return isValid(name)
                ? Optional.empty()
                : Optional.of(option + " '" + Printable.of(name) + "' is not a run name: use 1 to " + LONGEST
                        + " of the letters A-Z and a-z, digits, '.', '_' and '-', beginning with a letter or a digit");
    }
}
