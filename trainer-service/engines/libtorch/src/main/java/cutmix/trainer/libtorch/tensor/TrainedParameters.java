package cutmix.trainer.libtorch.tensor;

import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightNames;
import cutmix.trainer.engine.network.WeightTensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;

/** The trained parameters in one vector, kernels first, and their gradients in another. */
public final class TrainedParameters implements AutoCloseable {

    private final FlatParameters layout;
    private final Tensor values;
    private final Tensor gradients;
    private final Tensor kernels;
    private final Tensor kernelGradients;
    private final Map<String, Tensor> tensors = new HashMap<>();

    public TrainedParameters(NetworkWeights weights, TensorOptions options) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        add(weights, shapes, TrainedParameters::isKernel);
        long kernelLength = weights.tensors().values().stream()
                .filter(TrainedParameters::isKernel)
                .mapToLong(tensor -> tensor.values().length)
                .sum();
        add(weights, shapes, tensor -> !isKernel(tensor));
        layout = new FlatParameters(shapes, options);
        values = layout.vector();
        gradients = layout.vector();
        kernels = values.narrow(0, 0, kernelLength);
        kernelGradients = gradients.narrow(0, 0, kernelLength);
        layout.put(values, weights.tensors());
        for (String name : shapes.keySet()) {
            tensors.put(name, layout.view(values, name).detach().set_requires_grad(true));
        }
    }

    private static void add(NetworkWeights weights, Map<String, List<Integer>> shapes, Predicate<WeightTensor> wanted) {
        weights.tensors().forEach((name, tensor) -> {
            if (wanted.test(tensor) && !WeightNames.isStatistic(name)) {
                shapes.put(name, tensor.shape());
            }
        });
    }

    private static boolean isKernel(WeightTensor tensor) {
        return tensor.shape().size() == 4;
    }

    public FlatParameters layout() {
        return layout;
    }

    /** Returns a parameter for which autograd computes gradients. */
    public Tensor tensor(String name) {
        return tensors.get(name);
    }

    public Tensor values() {
        return values;
    }

    public Tensor gradients() {
        return gradients;
    }

    /** Removes the gradients of the last backward pass, so that the next one need not add to them. */
    public void clearGradients() {
        tensors.values().forEach(tensor -> tensor.mutable_grad().reset());
    }

    /** Copies the gradients of the last backward pass into {@link #gradients}, without recording. */
    public void gatherGradients() {
        layout.gather(gradients, name -> tensors.get(name).grad());
    }

    /** Returns ‖w‖² of the kernels. */
    public Tensor kernelSquares() {
        return kernels.square().sum();
    }

    /** Adds the gradient of c·‖w‖² of the kernels. */
    public void addKernelDecay(double c) {
        kernelGradients.add_(kernels, new Scalar(2 * c));
    }

    public Map<String, WeightTensor> copies() {
        return layout.get(values);
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        kernels.close();
        kernelGradients.close();
        gradients.close();
        values.close();
    }
}
