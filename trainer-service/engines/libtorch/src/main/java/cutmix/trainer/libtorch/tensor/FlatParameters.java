package cutmix.trainer.libtorch.tensor;

import cutmix.trainer.engine.network.WeightTensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The layout of tensors in one vector, with which a step of an optimizer is a few operations. Kernels have their
 * channels last, which is the fastest layout for convolutions.
 */
public final class FlatParameters {

    /** The position of a tensor. */
    private record TensorSlice(List<Integer> shape, long start, long length) {}

    private final Map<String, TensorSlice> slices = new LinkedHashMap<>();
    private final long length;
    private final TensorOptions options;

    /** @param shapes shapes by name, in the order of the tensors */
    public FlatParameters(Map<String, List<Integer>> shapes, TensorOptions options) {
        long end = 0;
        for (Map.Entry<String, List<Integer>> named : shapes.entrySet()) {
            long size = named.getValue().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            slices.put(named.getKey(), new TensorSlice(named.getValue(), end, size));
            end += size;
        }
        this.length = end;
        this.options = options;
    }

    /** Creates a vector of zeros for all tensors. */
    public Tensor vector() {
        return torch.zeros(new long[] {length}, options);
    }

    /** Creates a single zero on the device of the vectors. */
    public Tensor number() {
        return torch.zeros(new long[0], options);
    }

    /** Returns a tensor as a view of its part of a vector. */
    Tensor view(Tensor vector, String name) {
        TensorSlice slice = slices.get(name);
        Tensor part = vector.narrow(0, slice.start, slice.length);
        List<Integer> shape = slice.shape;
        return switch (shape.size()) {
            case 4 ->
                part.view(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
                        .permute(0, 3, 1, 2);
            case 2 -> part.view(shape.get(0), shape.get(1));
            default -> part;
        };
    }

    /**
     * Copies tensors into a vector, each to its part.
     *
     * @param tensors returns a tensor by name
     */
    void gather(Tensor vector, Function<String, Tensor> tensors) {
        TensorVector parts = new TensorVector();
        slices.keySet().forEach(name -> parts.push_back(flat(tensors.apply(name))));
        torch.cat_out(vector, parts);
    }

    private static Tensor flat(Tensor tensor) {
        return (tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1) : tensor).reshape(-1);
    }

    /** Returns the views of all tensors in a vector by name. */
    public Map<String, Tensor> views(Tensor vector) {
        Map<String, Tensor> views = new HashMap<>();
        slices.keySet().forEach(name -> views.put(name, view(vector, name)));
        return views;
    }

    /** Copies values into a vector. */
    public void put(Tensor vector, Map<String, WeightTensor> tensors) {
        slices.forEach((name, slice) -> {
            WeightTensor tensor = tensors.get(name);
            if (tensor == null || !tensor.shape().equals(slice.shape)) {
                throw new IllegalArgumentException("tensor " + name + " is missing, or has another shape");
            }
            Scope.ofMemory(
                    () -> view(vector, name).copy_(Tensors.of(tensor.values(), new Device("cpu"), longs(slice.shape))));
        });
    }

    /** Copies all tensors of a vector. */
    public Map<String, WeightTensor> get(Tensor vector) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        slices.forEach((name, slice) -> {
            float[] values = Scope.ofMemory(() -> Tensors.floats(view(vector, name)));
            tensors.put(name, new WeightTensor(slice.shape, values));
        });
        return tensors;
    }

    private static long[] longs(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }
}
