package cutmix.trainer.model;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.FileName;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.archive.ZipEntries;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.safetensors.NotSafetensorsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Tells a file that is no network from one that cannot be read at all. */
final class NetworkFileFailure {

    private static final String SUFFIX = ".safetensors";

    /** What {@code torch.save} keeps objects in, below a folder. */
    private static final String PICKLE = "data.pkl";

    /** One of them is in each file that this or an earlier version has written; Deeplearning4j's configuration is the oldest. */
    private static final Set<String> OWN_ENTRIES =
            Set.of(ModelInfo.ENTRY, NetworkWeights.FILE_NAME, "configuration.json");

    private NetworkFileFailure() {}

    /** Of a file that should be one that {@link ModelFile} has written. */
    static UserException of(Path file, Exception e) {
        return unreadable(file, e)
                .orElseGet(() -> new UserException(
                        FileName.printable(file) + " is not a network that train has written: "
                                + Printable.of(e.getMessage()),
                        e));
    }

    /**
     * Of a zip file that lacks an entry of {@link ModelFile}'s, and is none of an earlier version, which lacked some: one of another
     * program.
     *
     * @param lacking the name of the entry
     */
    static Optional<UserException> ofForeignZip(Path file, ZipEntries zip, String lacking) {
        if (zip.names().anyMatch(OWN_ENTRIES::contains)) {
            return Optional.empty();
        }
        boolean torch = zip.names().anyMatch(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE));
        String reason = torch
                ? "torch.save wrote it; save its state_dict with safetensors.torch.save_file,"
                : "it has no " + lacking + "; save the weights in the format safetensors,";
        return Optional.of(new UserException(FileName.printable(file) + " is not a network that train has written: "
                + reason + " as docs/guide/networks.md describes"));
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
