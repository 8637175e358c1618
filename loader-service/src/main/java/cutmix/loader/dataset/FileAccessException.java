package cutmix.loader.dataset;

import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Path;

/** A file or folder that cannot be read or written. */
public final class FileAccessException extends UserException {

    private static final long serialVersionUID = 1L;

    public FileAccessException(Path path, IOException cause) {
        super(path + " cannot be used (" + cause + "): check its permissions and the room on its disk", cause);
    }
}
