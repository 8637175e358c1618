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

/** An optimizer of one vector of parameters. Its state consists of vectors of the same length. */
public abstract sealed class OptimizerStep permits AdamStep, NesterovStep {

    private final FlatParameters parameters;
    private final TrainingSetup setup;
    private final Map<String, Tensor> vectors = new LinkedHashMap<>();
    private final Tensor size; // on the device, where a recorded step reads the current value
    private long steps;

    OptimizerStep(FlatParameters parameters, TrainingSetup setup) {
        this.parameters = parameters;
        this.setup = setup;
        this.size = parameters.number();
    }

    /** Creates the optimizer of a recipe at step 0. */
    public static OptimizerStep of(FlatParameters parameters, TrainingSetup setup) {
        if (setup.recipe().optimizer() instanceof Optimizer.Nesterov nesterov) {
            return new NesterovStep(parameters, setup, nesterov.momentum());
        }
        return new AdamStep(parameters, setup, (Optimizer.Adam) setup.recipe().optimizer());
    }

    /** Creates a vector of zeros, and stores it under a name. */
    final Tensor keep(String name) {
        Tensor vector = parameters.vector();
        vectors.put(name + ".", vector);
        return vector;
    }

    /** Starts the next step and sets its rate, within the caller's scope. {@link #run} performs it. */
    public final void begin() {
        double rate = setup.learningRate(steps);
        steps++;
        size.fill_(new Scalar(size(rate)));
    }

    /** Moves values against their gradients, without gradients of its own and within the caller's scope. */
    public final void run(Tensor values, Tensor gradients) {
        move(values, gradients, size);
        if (!values.is_cuda()) {
            clearDenormals(values);
            vectors.values().forEach(OptimizerStep::clearDenormals);
        }
    }

    /** See {@link Denormals}. Denormals do not slow down GPUs. */
    private static void clearDenormals(Tensor vector) {
        Scalar rounding = new Scalar(Denormals.ROUNDING);
        vector.add_(rounding).sub_(rounding);
    }

    /** Returns the factor of the step's direction. {@link #steps} is the number of the step, counted from 1. */
    abstract double size(double rate);

    /** Performs the step with this factor. */
    abstract void move(Tensor values, Tensor gradients, Tensor size);

    /** Returns the number of started steps. */
    public final long steps() {
        return steps;
    }

    /** Returns whether the state is finite; call it within a scope. */
    public final boolean isFinite() {
        return vectors.values().stream().allMatch(Tensors::areFinite);
    }

    /** Returns the state for {@link #restore}. */
    public final Map<String, WeightTensor> state() {
        Map<String, WeightTensor> state = new LinkedHashMap<>();
        vectors.forEach(
                (prefix, vector) -> parameters.get(vector).forEach((name, tensor) -> state.put(prefix + name, tensor)));
        return state;
    }

    /** @throws IllegalArgumentException if a part is missing or has another shape */
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
