package cutmix.trainer.model;

import cutmix.trainer.engine.Recipe;
import java.util.List;
import java.util.Optional;

/**
 * The description of a file of weights on the command line, for files without metadata.
 *
 * @param classNames names in the order of the network's outputs; empty if not given
 * @param recipe recipe of the training
 * @param imageSize pixels on each side of the images
 */
public record WeightsDescription(List<String> classNames, Optional<Recipe> recipe, Optional<Integer> imageSize) {

    /** An empty description. */
    public static final WeightsDescription NOTHING =
            new WeightsDescription(List.of(), Optional.empty(), Optional.empty());

    public WeightsDescription {
        classNames = List.copyOf(classNames);
    }
}
