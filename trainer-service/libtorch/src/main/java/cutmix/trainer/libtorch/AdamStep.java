package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.WeightTensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam over one vector (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 in the order of section
 * 2's end: ε is not corrected for the bias, as in Keras and Deeplearning4j; LibTorch's own optimizer corrects it).
 */
final class AdamStep {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final String FIRST = "first-moment.";
    private static final String SECOND = "second-moment.";

    private final FlatParameters parameters;
    private final Recipe recipe;
    private final Tensor first;
    private final Tensor second;
    private long steps;

    AdamStep(FlatParameters parameters, Recipe recipe) {
        this.parameters = parameters;
        this.recipe = recipe;
        this.first = parameters.vector();
        this.second = parameters.vector();
    }

    /** Moves values by a step against their gradients; without a record of it, within the caller's scope. */
    void run(Tensor values, Tensor gradients) {
        steps++;
        first.lerp_(gradients, new Scalar(1 - BETA1));
        second.mul_(new Scalar(BETA2)).addcmul_(gradients, gradients, new Scalar(1 - BETA2));
        double rate = recipe.learningRate() * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        values.addcdiv_(first, second.sqrt().add_(new Scalar(recipe.adamEpsilon())), new Scalar(-rate));
    }

    long steps() {
        return steps;
    }

    /** Its state, for {@link #restore}. */
    Map<String, WeightTensor> state() {
        Map<String, WeightTensor> state = new LinkedHashMap<>();
        parameters.get(first).forEach((name, tensor) -> state.put(FIRST + name, tensor));
        parameters.get(second).forEach((name, tensor) -> state.put(SECOND + name, tensor));
        return state;
    }

    /** @throws IllegalArgumentException if a part is missing, or of another shape */
    void restore(Map<String, WeightTensor> state, long steps) {
        parameters.put(first, named(state, FIRST));
        parameters.put(second, named(state, SECOND));
        this.steps = steps;
    }

    private static Map<String, WeightTensor> named(Map<String, WeightTensor> state, String prefix) {
        Map<String, WeightTensor> named = new HashMap<>();
        state.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                named.put(name.substring(prefix.length()), tensor);
            }
        });
        return named;
    }

    void close() {
        first.close();
        second.close();
    }
}
