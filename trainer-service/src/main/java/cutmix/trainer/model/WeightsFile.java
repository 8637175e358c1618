package cutmix.trainer.model;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.archive.ZipEntries;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a network's weights from a safetensors file or from the file of a trained network. */
public final class WeightsFile {

    private static final int ZIP_SIGNATURE = 'P' << 8 | 'K';

    private WeightsFile() {}

    /**
     * Reads weights that match images and classes.
     *
     * @param file a safetensors file from any program, or a file that {@link ModelFile} wrote
     * @throws UserException if the file is neither, or the weights do not match
     */
    public static NetworkWeights read(Path file, NetworkInput input) {
        try {
            if (isZip(file)) {
                return readEntry(file, input);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw NetworkFileFailure.of(file, e);
        }
        try {
            return readWhole(file, input);
        } catch (IOException | IllegalArgumentException e) {
            throw NetworkFileFailure.ofWeights(file, e);
        }
    }

    static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (in.read() << 8 | in.read()) == ZIP_SIGNATURE;
        }
    }

    private static NetworkWeights readWhole(Path file, NetworkInput input) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, file, input);
        }
    }

    private static NetworkWeights readEntry(Path file, NetworkInput input) throws IOException {
        try (ZipEntries zip = new ZipEntries(file);
                InputStream in = zip.open(NetworkWeights.FILE_NAME).orElseThrow(() -> lacking(file, zip))) {
            return read(in, file, input);
        }
    }

    private static UserException lacking(Path file, ZipEntries zip) {
        return NetworkFileFailure.ofForeignZip(file, zip, NetworkWeights.FILE_NAME)
                .orElseGet(() -> NetworkFileFailure.of(
                        file,
                        new IOException("it has no " + NetworkWeights.FILE_NAME
                                + ", as one of an earlier version; train again")));
    }

    private static NetworkWeights read(InputStream in, Path file, NetworkInput input) throws IOException {
        return NetworkWeights.read(in, network -> {
            NetworkInput found = network.input().of(input.height(), input.width());
            if (!found.equals(input)) {
                throw new UserException(file + input.differenceFrom(found) + ": choose another");
            }
        });
    }
}
