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

/** Creates the error messages for unreadable files and for files that are not networks. */
final class NetworkFileFailure {

    private static final String SUFFIX = ".safetensors";

    /** The entry in which {@code torch.save} stores objects, within a folder. */
    private static final String PICKLE = "data.pkl";

    /**
     * Each file of this or an earlier version contains one of these entries; Deeplearning4j's configuration is the
     * oldest.
     */
    private static final Set<String> OWN_ENTRIES =
            Set.of(ModelInfo.ENTRY, NetworkWeights.FILE_NAME, "configuration.json");

    private NetworkFileFailure() {}

    /** Returns the failure for a file that should have been written by {@link ModelFile}. */
    static UserException of(Path file, Exception e) {
        return unreadable(file, e)
                .orElseGet(() -> new UserException(
                        FileName.printable(file) + " is not a network that train has written: "
                                + Printable.of(e.getMessage()),
                        e));
    }

    /**
     * Returns the failure for a zip file of another program: it lacks an entry of {@link ModelFile} and has no entry of
     * an earlier version.
     *
     * @param lacking name of the missing entry
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

    /** Returns the failure for a file that is not a zip file, and so should be a safetensors file from any program. */
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
