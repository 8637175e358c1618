package cutmix.schemas.failure;

/**
 * A wrong setting: the value of an option, an environment variable or a configuration key. Every new attempt fails until
 * the user changes the setting.
 */
public final class SettingException extends UserException {

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }

    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.WRONG_SETTING;
    }
}
