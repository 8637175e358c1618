package cutmix.trainer.model;

import cutmix.trainer.engine.Recipe;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says of a file of weights that does not say it itself.
 *
 * @param classNames in the order of the network's outputs; empty where they are not given
 * @param recipe by which the network was trained
 * @param imageSize pixels on each side of its images
 */
public record WeightsDescription(List<String> classNames, Optional<Recipe> recipe, Optional<Integer> imageSize) {

    /** Nothing. */
    public static final WeightsDescription NOTHING =
            new WeightsDescription(List.of(), Optional.empty(), Optional.empty());

    public WeightsDescription {
        classNames = List.copyOf(classNames);
    }
}
