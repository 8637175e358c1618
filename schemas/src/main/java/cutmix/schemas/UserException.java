package cutmix.schemas;

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
}
