package cutmix.trainer.libtorch.tensor;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Converts between Java arrays and tensors. */
public final class Tensors {

    private Tensors() {}

    /** Copies values to a device. The caller frees temporary memory. */
    public static Tensor of(float[] values, Device device, long... shape) {
        Tensor here = here(ScalarType.Float, device, shape);
        here.data_ptr_float().put(values);
        return there(here, device);
    }

    /** Copies unsigned bytes to a device. */
    public static Tensor of(byte[] bytes, Device device, long... shape) {
        Tensor here = here(ScalarType.Byte, device, shape);
        here.data_ptr_byte().put(bytes);
        return there(here, device);
    }

    /** Allocates memory on the CPU. For a GPU the memory is pinned, so that the CPU need not wait for the transfer. */
    private static Tensor here(ScalarType type, Device device, long... shape) {
        TensorOptions options = new TensorOptions(type).pinned_memory(new BoolOptional(device.is_cuda()));
        return torch.empty(shape, options, new MemoryFormatOptional());
    }

    /** LibTorch keeps pinned memory until the GPU has read it. */
    private static Tensor there(Tensor here, Device device) {
        return here.to(device, here.scalar_type(), device.is_cuda(), false, new MemoryFormatOptional());
    }

    /** Returns the values in the order of the dimensions. The caller frees temporary memory. */
    public static float[] floats(Tensor tensor) {
        Tensor dense = tensor.detach().to(new Device("cpu"), ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(dense.numel())];
        dense.data_ptr_float().get(values);
        return values;
    }

    /** Returns the values as doubles. */
    public static double[] doubles(Tensor tensor) {
        Tensor dense = tensor.detach().to(new Device("cpu"), ScalarType.Double).contiguous();
        double[] values = new double[Math.toIntExact(dense.numel())];
        dense.data_ptr_double().get(values);
        return values;
    }

    /** Returns whether all values are finite. The caller frees temporary memory. */
    public static boolean areFinite(Tensor tensor) {
        return torch.isfinite(tensor).all().item_bool();
    }
}
