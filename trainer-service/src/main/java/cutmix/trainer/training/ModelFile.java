package cutmix.trainer.training;

import cutmix.schemas.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.WholeFile;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineLibrary;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.NetworkShape;
import cutmix.trainer.engine.NetworkWeights;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a trained network is kept. A reader finds a whole file or none. */
public final class ModelFile {

    private ModelFile() {}

    /** Makes sure, before a long run, that a file can be written there. */
    public static void prepare(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            String cause = FileFailure.of(e).cause();
            throw new UserException(
                    "the folder " + folder + " for the model cannot be made (" + cause + "): choose another --model",
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
     * Writes network, info and {@link WeightsFile weights} as a {@link WholeFile}: where that fails, an earlier file stays
     * unchanged.
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
            addWeights(engine, zip.getPath(NetworkWeights.FILE_NAME));
        }
    }

    /** Where the engine's own format has them, they are there. */
    private static void addWeights(Engine engine, Path entry) throws IOException {
        if (Files.notExists(entry)) {
            try (OutputStream out = Files.newOutputStream(entry)) {
                engine.weights().write(out);
            }
        }
    }

    /**
     * A trained network, whichever engine has trained it.
     *
     * @param input images and classes that it is to fit
     * @throws UserException if the file is no such network, does not fit, or cannot be computed here
     */
    public static Engine open(Path file, NetworkInput input, EngineLibrary library) {
        NetworkWeights weights = WeightsFile.read(file, input);
        Recipe recipe = ModelInfo.read(file).recipe();
        NetworkShape network = weights.network(input.height(), input.width());
        return library.create(TrainingSetup.finished(network, recipe), weights);
    }
}
