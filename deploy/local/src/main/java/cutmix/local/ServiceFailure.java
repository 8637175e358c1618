package cutmix.local;

import cutmix.schemas.UserException;
import java.nio.file.Path;
import java.util.List;

/** A service that has failed, in the words that it left on standard error. */
final class ServiceFailure extends UserException {

    private static final long serialVersionUID = 1L;

    private final String[] details;

    /**
     * The failure.
     *
     * @param name of the service in its run
     * @param words the service's own; the last are the message
     */
    ServiceFailure(String name, List<String> words, Path log) {
        super(name + ": " + words.get(words.size() - 1) + " (log: " + log + ")");
        this.details = words.stream()
                .limit(words.size() - 1)
                .map(line -> name + ": " + line)
                .toArray(String[]::new);
    }

    @Override
    public List<String> details() {
        return List.of(details);
    }
}
