package cutmix.trainer.libtorch.optimizer;

import cutmix.trainer.engine.Denormals;
import cutmix.trainer.engine.Optimizer;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.WeightTensor;
import cutmix.trainer.libtorch.tensor.FlatParameters;
import cutmix.trainer.libtorch.tensor.Tensors;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** An optimizer over one vector, with vectors of its own that are as long. */
public abstract sealed class OptimizerStep permits AdamStep, NesterovStep {

    private final FlatParameters parameters;
    private final TrainingSetup setup;
    private final Map<String, Tensor> vectors = new LinkedHashMap<>();
    private final Tensor size; // on the device, where a recorded step reads that of each
    private long steps;

    OptimizerStep(FlatParameters parameters, TrainingSetup setup) {
        this.parameters = parameters;
        this.setup = setup;
        this.size = parameters.number();
    }

    /** The recipe's, at its beginning. */
    public static OptimizerStep of(FlatParameters parameters, TrainingSetup setup) {
        if (setup.recipe().optimizer() instanceof Optimizer.Nesterov nesterov) {
            return new NesterovStep(parameters, setup, nesterov.momentum());
        }
        return new AdamStep(parameters, setup, (Optimizer.Adam) setup.recipe().optimizer());
    }

    /** A vector of zeros, which is kept under a name. */
    final Tensor keep(String name) {
        Tensor vector = parameters.vector();
        vectors.put(name + ".", vector);
        return vector;
    }

    /** Takes up the next step, with its rate; within the caller's scope. {@link #run} makes it. */
    public final void begin() {
        double rate = setup.learningRate(steps);
        steps++;
        size.fill_(new Scalar(size(rate)));
    }

    /** Moves values by a step against their gradients; without a record of it, within the caller's scope. */
    public final void run(Tensor values, Tensor gradients) {
        move(values, gradients, size);
        if (!values.is_cuda()) {
            clearDenormals(values);
            vectors.values().forEach(OptimizerStep::clearDenormals);
        }
    }

    /** See {@link Denormals}, with which GPUs are as fast as with others. */
    private static void clearDenormals(Tensor vector) {
        Scalar rounding = new Scalar(Denormals.ROUNDING);
        vector.add_(rounding).sub_(rounding);
    }

    /** What the step's direction is multiplied with, with {@link #steps} the number of the step, counted from 1. */
    abstract double size(double rate);

    /** The same as {@link #run}, with that number. */
    abstract void move(Tensor values, Tensor gradients, Tensor size);

    /** That were begun. */
    public final long steps() {
        return steps;
    }

    /** Whether all that is kept is; within the caller's scope. */
    public final boolean isFinite() {
        return vectors.values().stream().allMatch(Tensors::areFinite);
    }

    /** What is kept, for {@link #restore}. */
    public final Map<String, WeightTensor> state() {
        Map<String, WeightTensor> state = new LinkedHashMap<>();
        vectors.forEach(
                (prefix, vector) -> parameters.get(vector).forEach((name, tensor) -> state.put(prefix + name, tensor)));
        return state;
    }

    /** @throws IllegalArgumentException if a part is missing, or of another shape */
    public final void restore(Map<String, WeightTensor> state, long steps) {
        vectors.forEach((prefix, vector) -> parameters.put(vector, named(state, prefix)));
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

    public final void close() {
        vectors.values().forEach(Tensor::close);
        size.close();
    }
}
