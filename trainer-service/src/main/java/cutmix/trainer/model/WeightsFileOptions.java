package cutmix.trainer.model;

import cutmix.trainer.engine.Recipe;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that describe a safetensors file without metadata. */
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
     * Checks the options and returns them as a description.
     *
     * @param imageSize pixels on a side; null if not given
     * @throws cutmix.schemas.failure.UserException if the recipe does not exist
     */
    public WeightsDescription with(Integer imageSize) {
        return new WeightsDescription(
                classes, Optional.ofNullable(recipe).map(Recipe::named), Optional.ofNullable(imageSize));
    }
}
