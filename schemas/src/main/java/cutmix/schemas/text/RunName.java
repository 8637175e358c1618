package cutmix.schemas.text;

import cutmix.schemas.failure.UserException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule for the names of training runs: 1 to {@value #LONGEST} of the ASCII letters and digits, {@code .}, {@code _} and
 * {@code -}, beginning with a letter or a digit. Such a name can be a file's name, a key of a record and an element of a list
 * that is separated by commas.
 */
public final class RunName {

    /** The most characters that a name has. */
    public static final int LONGEST = 100;

    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LONGEST - 1) + "}");

    private RunName() {}

    /** Whether this is a run's name by the rule. */
    public static boolean isValid(String name) {
        return RULE.matcher(name).matches();
    }

    /**
     * Checks a name that the user gave.
     *
     * @param option where it was given, for the message
     * @return the name
     * @throws UserException if it breaks the rule
     */
    public static String require(String option, String name) {
        refusal(option, name).ifPresent(refusal -> {
            throw new UserException(refusal);
        });
        return name;
    }

    /** The message about a name that breaks the rule, for those who have an exception of their own for options. */
    public static Optional<String> refusal(String option, String name) {
        return isValid(name)
                ? Optional.empty()
                : Optional.of(option + " '" + Printable.of(name) + "' is not a run name: use 1 to " + LONGEST
                        + " of the letters A-Z and a-z, digits, '.', '_' and '-', beginning with a letter or a digit");
    }
}
