package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.network.PixelScale;
import cutmix.trainer.libtorch.tensor.Scope;
import cutmix.trainer.libtorch.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Converts pixels to the scale and type of the network's input. */
final class InputScale implements AutoCloseable {

    private final ScalarType type;
    private final boolean unscaled;
    private final Tensor means; // (channels, 1, 1)
    private final Tensor deviations;

    InputScale(PixelScale scale, Precision precision, Device device) {
        type = precision == Precision.BF16 ? ScalarType.BFloat16 : ScalarType.Float;
        unscaled = scale.leavesQuotients();
        means = perChannel(scale.means(), device);
        deviations = perChannel(scale.deviations(), device);
    }

    private static Tensor perChannel(List<Float> values, Device device) {
        float[] floats = new float[values.size()];
        for (int channel = 0; channel < floats.length; channel++) {
            floats[channel] = values.get(channel);
        }
        return Scope.ofMemoryBut(() -> Tensors.of(floats, device, floats.length, 1, 1));
    }

    /**
     * Converts pixels.
     *
     * @param bytes unsigned bytes of shape {@code (images, height, width, channels)}
     * @return values of shape {@code (images, channels, height, width)}, with channels last in memory
     */
    Tensor of(Tensor bytes) {
        Tensor quotients = bytes.to(ScalarType.Float).div_(new Scalar(255f)).permute(0, 3, 1, 2);
        return (unscaled ? quotients : quotients.sub_(means).div_(deviations)).to(type);
    }

    @Override
    public void close() {
        means.close();
        deviations.close();
    }
}
