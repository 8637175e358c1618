package cutmix.launcher.option;

import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;

/** Thrown for an invalid option value. It has the same exit code as an unknown option. */
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
