package cutmix.launcher.child;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.nio.file.Path;
import java.util.List;

/** A service that has failed, in the words that it left on standard error. */
public final class ServiceFailure extends UserException {

    private static final long serialVersionUID = 1L;

    private final String[] details;
    private final int exitCode;

    /**
     * The failure.
     *
     * @param name of the service in its run
     * @param words the service's own; the last are the message
     * @param exitCode that it ended with
     */
    ServiceFailure(String name, List<String> words, Path log, int exitCode) {
        super(name + ": " + words.get(words.size() - 1) + " (log: " + log + ")");
        this.details = words.stream()
                .limit(words.size() - 1)
                .map(line -> name + ": " + line)
                .toArray(String[]::new);
        this.exitCode = exitCode;
    }

    /** Whether the service refused its options or settings. */
    public boolean isOfSettings() {
        return exitCode == SettingException.EXIT_CODE;
    }

    @Override
    public List<String> details() {
        return List.of(details);
    }
}
