package cutmix.schemas.failure;

import java.util.List;

/**
 * A failure that the user can fix. The message is one line that says what is wrong, where, and what to do; a service
 * prints it after {@code error: } instead of a stack trace and exits with a code other than 0.
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
     * Returns messages that this one summarizes. A service prints each of them before this one, on its own line that
     * also begins with {@code error: }.
     */
    public List<String> details() {
        return List.of();
    }

    /** Returns the exit code of a program that ends because of this failure. */
    public ExitCode exitCode() {
        return ExitCode.FAILURE;
    }
}
