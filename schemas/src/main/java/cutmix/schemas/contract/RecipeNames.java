package cutmix.schemas.contract;

import java.util.List;

/** The recipes, as command lines, metrics and the augment workers' profiles name them. */
public final class RecipeNames {

    /** The recipe of the Keras example. */
    public static final String KERAS = "keras";

    /** A recipe with a one-cycle learning rate, for which augment workers also flip and crop. */
    public static final String STRONG = "strong";

    public static final List<String> ALL = List.of(KERAS, STRONG);

    private RecipeNames() {}
}
