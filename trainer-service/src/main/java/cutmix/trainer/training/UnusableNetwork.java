package cutmix.trainer.training;

import cutmix.schemas.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.FileName;
import cutmix.schemas.text.Printable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Tells a file that is no network from one that cannot be read at all. */
final class UnusableNetwork {

    private UnusableNetwork() {}

    static UserException of(Path file, Exception e) {
        if (e instanceof FileSystemException || e instanceof FileNotFoundException) {
            FileFailure failure = FileFailure.of((IOException) e);
            return new UserException(
                    FileName.printable(file) + " cannot be read (" + failure.cause() + "): " + failure.remedy(), e);
        }
        return new UserException(
                FileName.printable(file) + " is not a network that train has written: " + Printable.of(e.getMessage()),
                e);
    }
}
