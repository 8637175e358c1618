package cutmix.schemas.failure;

import java.util.List;

/**
 * A failure that its user can mend. The message is one line that says what is wrong, where, and what to do; a service prints
 * it after {@code error: } in place of a stack trace and exits with a code other than 0.
 */
public class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Messages that belong before this one, which sums them up. A service prints each in a line of its own, after
     * {@code error: } as well.
     */
    public List<String> details() {
        return List.of();
    }

    /** The exit code of a program that ends because of this failure. */
    public ExitCode exitCode() {
        return ExitCode.FAILURE;
    }
}
