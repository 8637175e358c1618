package cutmix.trainer.model;

import cutmix.trainer.engine.Recipe;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a user may have to say of a safetensors file that does not say it itself. */
public final class WeightsFileOptions {

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Names of the classes of a safetensors file, in the order of the network's outputs (default: those in its"
                            + " metadata).")
    List<String> classes = List.of();

    @Option(
            names = "--recipe",
            paramLabel = "keras|strong",
            description =
                    "The recipe by which a safetensors file without metadata was trained; it sets the scale of pixels and"
                            + " epsilon (default: keras).")
    String recipe;

    /**
     * The options, checked.
     *
     * @param imageSize pixels on a side; null where it is not given
     * @throws cutmix.schemas.failure.UserException if there is no such recipe
     */
    public WeightsDescription with(Integer imageSize) {
        return new WeightsDescription(
                classes, Optional.ofNullable(recipe).map(Recipe::named), Optional.ofNullable(imageSize));
    }
}
