package cutmix.loader.dataset;

import cutmix.schemas.failure.UserException;
import java.util.List;

/** Files that cannot be read. The message says what that means for the dataset, the details name the files. */
public final class UnreadableFilesException extends UserException {

    private static final long serialVersionUID = 1L;

    private final String[] files;

    /** @param files a line for each file that is to be named */
    public UnreadableFilesException(List<String> files, String message) {
        super(message);
        this.files = files.toArray(String[]::new);
    }

    /** A line for each file that is named. */
    @Override
    public List<String> details() {
        return List.of(files);
    }
}
