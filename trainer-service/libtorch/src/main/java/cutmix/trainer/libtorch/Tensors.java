package cutmix.trainer.libtorch;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Between arrays of Java and tensors. */
final class Tensors {

    private Tensors() {}

    /** A copy, on the CPU. */
    static Tensor of(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values);
                Tensor borrowed = torch.from_blob(pointer, shape)) {
            return borrowed.clone();
        }
    }

    /**
     * Pixels as the network takes them.
     *
     * @param pixels unsigned bytes, // (images, height, width, channels)
     * @return quotients in [0, 1], // (images, channels, height, width), channels last in memory
     */
    static Tensor images(byte[] pixels, Device device, long images, long height, long width, long channels) {
        TensorOptions bytes = new TensorOptions(ScalarType.Byte);
        try (BytePointer pointer = new BytePointer(pixels);
                Tensor borrowed = torch.from_blob(pointer, new long[] {images, height, width, channels}, bytes)) {
            Tensor there = borrowed.to(device, ScalarType.Float);
            return there.div_(new Scalar(255f)).permute(0, 3, 1, 2);
        }
    }

    /** The values in the order of the dimensions; the memory that it takes is the caller's to give back. */
    static float[] floats(Tensor tensor) {
        Tensor dense = tensor.detach().to(new Device("cpu"), ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(dense.numel())];
        dense.data_ptr_float().get(values);
        return values;
    }
}
