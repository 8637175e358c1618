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
 * A network to use: one that {@link ModelFile} has written, or weights in the format safetensors, whoever has saved them.
 *
 * @param recipe by which it was trained
 * @param classNames the names of its outputs, in their order; throws a {@link UserException} where nobody says them
 * @param info what the network is for; throws a {@link UserException} as the names do
 */
public record NetworkFile(Path file, Recipe recipe, Supplier<List<String>> classNames, Supplier<ModelInfo> info) {

    /**
     * Reads what a file says of its network.
     *
     * @param stated of weights that do not say it themselves
     * @param notices take a line for what neither the file nor the command line says, and is assumed
     * @throws UserException if the file is neither, or says something that cannot be
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

    private static boolean isZip(Path file) {
        try {
            return WeightsFile.isZip(file);
        } catch (IOException e) {
            throw NetworkFileFailure.of(file, e);
        }
    }

    private static void requireNothing(WeightsDescription stated, Path file) {
        if (!stated.equals(WeightsDescription.NOTHING)) {
            throw new UserException(FileName.printable(file) + " says by itself what its classes, its images and its"
                    + " recipe are: leave out --classes, --image-size and --recipe");
        }
    }

    /**
     * The network, ready to compute.
     *
     * @param input images and classes that it is to fit
     * @throws UserException if the file holds no such weights, they do not fit, or cannot be computed here
     */
    public Engine open(NetworkInput input, EngineLibrary library) {
        NetworkWeights weights = WeightsFile.read(file, input);
        NetworkShape network = weights.network(input.height(), input.width());
        return library.create(TrainingSetup.finished(network, recipe), weights);
    }

    /** The names that a file says itself, if it can be read so far. */
    static Optional<List<String>> namesIn(Path file) {
        try {
            return Optional.of(
                    of(file, WeightsDescription.NOTHING, any -> {}).classNames().get());
        } catch (UserException e) {
            return Optional.empty(); // Whoever reads the weights says what is wrong with the file.
        }
    }
}
