package cutmix.schemas.failure;

/** A setting that this process cannot be run with. Another try fails as well, until the user has changed the setting. */
public final class SettingException extends UserException {

    /** The exit code of a process that ends because of it, as for options that are wrong. */
    public static final int EXIT_CODE = 2;

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }

    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The exit code of a process that ends because of this failure: 1 unless it, or one of its causes, is a setting. */
    public static int exitCode(Throwable failure) {
        return Causes.first(failure, SettingException.class).isPresent() ? EXIT_CODE : 1;
    }
}
