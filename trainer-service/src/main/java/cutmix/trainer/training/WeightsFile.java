package cutmix.trainer.training;

import cutmix.schemas.UserException;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.NetworkWeights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A network's weights, in a file of their own or within a trained network's. */
public final class WeightsFile {

    private static final int ZIP_SIGNATURE = 'P' << 8 | 'K';

    private WeightsFile() {}

    /**
     * Weights that fit images and classes.
     *
     * @param file in the format safetensors, or a network that {@link ModelFile} has written
     * @throws UserException if it is neither, or does not fit
     */
    public static NetworkWeights read(Path file, NetworkInput input) {
        NetworkWeights weights;
        try {
            weights = isZip(file) ? readEntry(file) : read(file);
        } catch (IOException | IllegalArgumentException e) {
            throw UnusableNetwork.of(file, e);
        }
        NetworkInput found = weights.network(input.height(), input.width()).input();
        if (!found.equals(input)) {
            throw new UserException(file + input.differenceFrom(found) + ": choose another");
        }
        return weights;
    }

    static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (in.read() << 8 | in.read()) == ZIP_SIGNATURE;
        }
    }

    private static NetworkWeights read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NetworkWeights.read(in);
        }
    }

    private static NetworkWeights readEntry(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(NetworkWeights.FILE_NAME);
            if (entry == null) {
                throw new IOException(
                        "it has no " + NetworkWeights.FILE_NAME + ", as one of an earlier version; train again");
            }
            return NetworkWeights.read(zip.getInputStream(entry));
        }
    }
}
