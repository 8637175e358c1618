package cutmix.launcher.child;

import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;
import java.nio.file.Path;
import java.util.List;

/** A service that has failed, with the lines that it wrote to standard error. */
public final class ServiceFailure extends UserException {

    private static final long serialVersionUID = 1L;

    private final String[] details;
    private final int serviceCode;

    /**
     * Creates the failure.
     *
     * @param name name of the service in its run
     * @param words error lines of the service; the last one becomes the message
     * @param serviceCode the exit code of the service
     */
    ServiceFailure(String name, List<String> words, Path log, int serviceCode) {
        super(name + ": " + words.get(words.size() - 1) + " (log: " + log + ")");
        this.details = words.stream()
                .limit(words.size() - 1)
                .map(line -> name + ": " + line)
                .toArray(String[]::new);
        this.serviceCode = serviceCode;
    }

    /** If the service has rejected its options or settings, a new attempt of the launcher would fail, too. */
    @Override
    public ExitCode exitCode() {
        return serviceCode == ExitCode.WRONG_SETTING.code() ? ExitCode.WRONG_SETTING : ExitCode.FAILURE;
    }

    @Override
    public List<String> details() {
        return List.of(details);
    }
}
