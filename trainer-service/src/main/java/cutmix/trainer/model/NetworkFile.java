package cutmix.trainer.model;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A network to use: a file that {@link ModelFile} wrote, or a safetensors file from any program.
 *
 * @param recipe recipe of the training
 * @param classNames class names in the order of the outputs; throws a {@link UserException} if they are unknown
 * @param info info about the network; throws a {@link UserException} if the class names are unknown
 */
public record NetworkFile(Path file, Recipe recipe, Supplier<List<String>> classNames, Supplier<ModelInfo> info) {

    /**
     * Reads the description of a network from its file.
     *
     * @param stated description from the command line, for weights without metadata
     * @param notices receives a warning for each value that is assumed because neither the file nor the command line
     *     states it
     * @throws UserException if the file is neither, or contains invalid values
     */
    public static NetworkFile of(Path file, WeightsDescription stated, Consumer<String> notices) {
        if (isZip(file)) {
            ModelInfo info = ModelInfo.read(file);
            requireNothing(stated, file);
            return new NetworkFile(file, info.recipe(), info::classNames, () -> info);
        }
        SafetensorsNetwork bare = SafetensorsNetwork.read(file);
        Recipe recipe = bare.recipe(stated, notices);
        return new NetworkFile(file, recipe, () -> bare.classNames(stated), () -> bare.info(recipe, stated, notices));
    }

    /**
     * Checks what a file says about its network. A safetensors file may say nothing.
     *
     * @throws UserException if the file is neither, or contains invalid values
     */
    public static void requireValid(Path file) {
        if (isZip(file)) {
            ModelInfo.read(file);
        } else {
            SafetensorsNetwork.read(file).requireValid();
        }
    }

    private static boolean isZip(Path file) {
        try {
            return WeightsFile.isZip(file);
        } catch (IOException e) {
            throw NetworkFileFailure.of(file, e);
        }
    }

    private static void requireNothing(WeightsDescription stated, Path file) {
        if (!stated.equals(WeightsDescription.NOTHING)) {
            throw new UserException(FileName.printable(file) + " states its own classes, image size and recipe:"
                    + " omit --classes, --image-size and --recipe");
        }
    }

    /**
     * Opens the network for predictions.
     *
     * @param input images and classes that the network must match
     * @throws UserException if the file contains no such weights, or the weights do not match, or this machine cannot
     * compute them
     */
    public Engine open(NetworkInput input, EngineLibrary library) {
        NetworkWeights weights = WeightsFile.read(file, input);
        NetworkShape network = weights.network(input.height(), input.width());
        return library.create(TrainingSetup.finished(network, recipe), weights);
    }

    /** Returns the class names stored in a file, if they can be read. */
    static Optional<List<String>> namesIn(Path file) {
        try {
            return Optional.of(
                    of(file, WeightsDescription.NOTHING, any -> {}).classNames().get());
        } catch (UserException e) {
            return Optional.empty(); // The reader of the weights reports what is wrong with the file.
        }
    }
}
