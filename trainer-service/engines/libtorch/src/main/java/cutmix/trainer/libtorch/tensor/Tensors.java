package cutmix.trainer.libtorch.tensor;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Between arrays of Java and tensors. */
public final class Tensors {

    private Tensors() {}

    /** A copy on a device; the memory that it takes on the way is the caller's to give back. */
    public static Tensor of(float[] values, Device device, long... shape) {
        Tensor here = here(ScalarType.Float, device, shape);
        here.data_ptr_float().put(values);
        return there(here, device);
    }

    /** The same of unsigned bytes. */
    public static Tensor of(byte[] bytes, Device device, long... shape) {
        Tensor here = here(ScalarType.Byte, device, shape);
        here.data_ptr_byte().put(bytes);
        return there(here, device);
    }

    /** Memory on the CPU, for a GPU pinned: it reads it while the CPU goes on. */
    private static Tensor here(ScalarType type, Device device, long... shape) {
        TensorOptions options = new TensorOptions(type).pinned_memory(new BoolOptional(device.is_cuda()));
        return torch.empty(shape, options, new MemoryFormatOptional());
    }

    /** LibTorch keeps pinned memory until the GPU has read it. */
    private static Tensor there(Tensor here, Device device) {
        return here.to(device, here.scalar_type(), device.is_cuda(), false, new MemoryFormatOptional());
    }

    /** The values in the order of the dimensions; the memory that it takes is the caller's to give back. */
    public static float[] floats(Tensor tensor) {
        Tensor dense = tensor.detach().to(new Device("cpu"), ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(dense.numel())];
        dense.data_ptr_float().get(values);
        return values;
    }

    /** The same of doubles. */
    public static double[] doubles(Tensor tensor) {
        Tensor dense = tensor.detach().to(new Device("cpu"), ScalarType.Double).contiguous();
        double[] values = new double[Math.toIntExact(dense.numel())];
        dense.data_ptr_double().get(values);
        return values;
    }

    /** Whether all values are; the memory that it takes is the caller's to give back. */
    public static boolean areFinite(Tensor tensor) {
        return torch.isfinite(tensor).all().item_bool();
    }
}
