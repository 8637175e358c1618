package cutmix.loader.dataset;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.FileName;
import java.io.IOException;
import java.nio.file.Path;

/** Reports a file or folder that cannot be read or written. The message contains the reason. */
public final class FileAccessException extends UserException {

    private static final long serialVersionUID = 1L;

    public FileAccessException(Path path, IOException cause) {
        super(line(path, FileFailure.of(cause)), cause);
    }

    private static String line(Path path, FileFailure failure) {
        return FileName.printable(path) + " cannot be used (" + failure.cause() + "): " + failure.remedy();
    }
}
