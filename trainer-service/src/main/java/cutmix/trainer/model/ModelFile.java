package cutmix.trainer.model;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.WholeFile;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the file of a trained network. The file is created atomically. */
public final class ModelFile {

    private ModelFile() {}

    /** Checks before a long run that the file can be written. */
    public static void prepare(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            String cause = FileFailure.of(e).cause();
            throw new UserException(
                    "the folder " + folder + " for the model cannot be created (" + cause + "): choose another --model",
                    e);
        }
        if (Files.isDirectory(file)) {
            throw new UserException("the model cannot be written to " + file + " (it is a folder): name a file");
        }
        if (!Files.isWritable(folder)) {
            throw new UserException("the model cannot be written to " + file
                    + " (this user cannot write to its folder): choose another --model");
        }
    }

    /**
     * Writes network, info and {@link WeightsFile weights} as a {@link WholeFile}. If writing fails, an existing file
     * does not change.
     */
    public static void write(Engine engine, ModelInfo info, Path file) {
        try {
            new WholeFile(file).write(partial -> writeContent(engine, info, partial));
        } catch (IOException e) {
            FileFailure failure = FileFailure.of(e);
            throw new UserException(
                    "the model cannot be written to " + file + " (" + failure.cause() + "): " + failure.remedy(), e);
        }
    }

    private static void writeContent(Engine engine, ModelInfo info, Path partial) throws IOException {
        try (OutputStream out = Files.newOutputStream(partial)) {
            engine.save(out);
        }
        try (FileSystem zip = FileSystems.newFileSystem(partial)) {
            Files.write(zip.getPath(ModelInfo.ENTRY), info.json());
            writeWeights(engine.weights(), info, zip.getPath(NetworkWeights.FILE_NAME));
        }
    }

    /** Replaces the weights that the engine saved, if any, because the engine does not know the metadata. */
    private static void writeWeights(NetworkWeights weights, ModelInfo info, Path entry) throws IOException {
        NetworkShape network = weights.network(info.height(), info.width());
        try (OutputStream out = Files.newOutputStream(entry)) {
            weights.write(NetworkMetadata.of(info, network), out);
        }
    }
}
