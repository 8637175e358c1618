package cutmix.trainer.libtorch;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Between arrays of Java and tensors. */
final class Tensors {

    private Tensors() {}

    /** A copy on a device; the memory that it takes on the way is the caller's to give back. */
    static Tensor of(float[] values, Device device, long... shape) {
        Tensor here = here(ScalarType.Float, device, shape);
        here.data_ptr_float().put(values);
        return there(here, device);
    }

    /**
     * Pixels as the network takes them; the memory that it takes on the way is the caller's to give back.
     *
     * @param pixels unsigned bytes, // (images, height, width, channels)
     * @return quotients in [0, 1], // (images, channels, height, width), channels last in memory
     */
    static Tensor images(byte[] pixels, Device device, long images, long height, long width, long channels) {
        Tensor here = here(ScalarType.Byte, device, images, height, width, channels);
        here.data_ptr_byte().put(pixels);
        // The bytes travel: a quarter of the numbers.
        return there(here, device).to(ScalarType.Float).div_(new Scalar(255f)).permute(0, 3, 1, 2);
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
    static float[] floats(Tensor tensor) {
        Tensor dense = tensor.detach().to(new Device("cpu"), ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(dense.numel())];
        dense.data_ptr_float().get(values);
        return values;
    }

    /** The same of doubles. */
    static double[] doubles(Tensor tensor) {
        Tensor dense = tensor.detach().to(new Device("cpu"), ScalarType.Double).contiguous();
        double[] values = new double[Math.toIntExact(dense.numel())];
        dense.data_ptr_double().get(values);
        return values;
    }
}
