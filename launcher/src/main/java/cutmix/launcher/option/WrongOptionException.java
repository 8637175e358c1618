package cutmix.launcher.option;

import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;

/** An option whose value makes no sense: for the exit code, it is the same as an option that the launcher does not know. */
public final class WrongOptionException extends UserException {

    private static final long serialVersionUID = 1L;

    public WrongOptionException(String message) {
        super(message);
    }

    public WrongOptionException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.WRONG_SETTING;
    }
}
