package cutmix.loader.dataset;

import cutmix.schemas.failure.UserException;
import java.util.List;

/** Reports unreadable files. The message says what this means for the dataset; the details name the files. */
public final class UnreadableFilesException extends UserException {

    private static final long serialVersionUID = 1L;

    private final String[] files;

    /** @param files a line for each named file */
    public UnreadableFilesException(List<String> files, String message) {
        super(message);
        this.files = files.toArray(String[]::new);
    }

    /** Returns a line for each named file. */
    @Override
    public List<String> details() {
        return List.of(files);
    }
}
