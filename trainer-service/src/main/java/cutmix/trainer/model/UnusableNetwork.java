package cutmix.trainer.model;

import cutmix.schemas.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.FileName;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.safetensors.NotSafetensorsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells a file that is no network from one that cannot be read at all. */
final class UnusableNetwork {

    private static final String SUFFIX = ".safetensors";

    private UnusableNetwork() {}

    /** Of a file that should be one that {@link ModelFile} has written. */
    static UserException of(Path file, Exception e) {
        return unreadable(file, e)
                .orElseGet(() -> new UserException(
                        FileName.printable(file) + " is not a network that train has written: "
                                + Printable.of(e.getMessage()),
                        e));
    }

    /** Of a file that is not a zip file, and so should be in the format safetensors; any program may have written it. */
    static UserException ofWeights(Path file, Exception e) {
        if (e instanceof NotSafetensorsException && !file.toString().endsWith(SUFFIX)) {
            return of(file, e);
        }
        return unreadable(file, e)
                .orElseGet(() -> new UserException(
                        FileName.printable(file) + " cannot be used as the weights of a network: "
                                + Printable.of(e.getMessage()) + "; save it as docs/guide/networks.md describes",
                        e));
    }

    private static Optional<UserException> unreadable(Path file, Exception e) {
        if (e instanceof FileSystemException || e instanceof FileNotFoundException) {
            FileFailure failure = FileFailure.of((IOException) e);
            return Optional.of(new UserException(
                    FileName.printable(file) + " cannot be read (" + failure.cause() + "): " + failure.remedy(), e));
        }
        return Optional.empty();
    }
}
