package cutmix.launcher.option;

import cutmix.schemas.failure.UserException;

/** An option whose value makes no sense; the launcher exits with code 2 then, as with options that it does not know. */
public final class WrongOptionException extends UserException {

    private static final long serialVersionUID = 1L;

    public WrongOptionException(String message) {
        super(message);
    }

    public WrongOptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
