package cutmix.trainer.model;

import cutmix.process.option.SafetensorsOptions;
import cutmix.trainer.engine.Recipe;
import java.util.Optional;

/** The options that describe a safetensors file without metadata. */
public final class WeightsFileOptions extends SafetensorsOptions {

    /**
     * Checks the options and returns them as a description.
     *
     * @param imageSize pixels on a side; null if not given
     * @throws cutmix.schemas.failure.UserException if the recipe does not exist
     */
    public WeightsDescription with(Integer imageSize) {
        return new WeightsDescription(
                classes(), Optional.ofNullable(recipe()).map(Recipe::named), Optional.ofNullable(imageSize));
    }
}
