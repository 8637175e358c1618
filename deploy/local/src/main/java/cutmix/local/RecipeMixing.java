package cutmix.local;

import java.util.HashMap;
import java.util.Map;

/** How augment workers prepare images for a recipe, where the user does not say otherwise. */
final class RecipeMixing {

    private static final String PREFIX = "CUTMIX_AUGMENT_";

    private static final Map<String, String> STRONG = Map.of(
            "CUTMIX_AUGMENT_FLIP_PROBABILITY", "0.5",
            "CUTMIX_AUGMENT_CROP_PADDING", "4",
            "CUTMIX_AUGMENT_PROBABILITY", "0.5",
            "CUTMIX_AUGMENT_LABEL_SMOOTHING", "0.1",
            "CUTMIX_AUGMENT_OFF_EPOCHS", "2");

    private RecipeMixing() {}

    /**
     * The workers' variables.
     *
     * @param environment of the launcher, whose own variables come first
     */
    static Map<String, String> variables(String recipe, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(recipe.equals("strong") ? STRONG : Map.of());
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                variables.put(name, value);
            }
        });
        return variables;
    }
}
