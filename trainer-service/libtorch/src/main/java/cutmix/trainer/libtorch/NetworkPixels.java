package cutmix.trainer.libtorch;

import cutmix.trainer.engine.PixelScale;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Brings pixels to the scale that a network takes. */
final class NetworkPixels implements AutoCloseable {

    private final boolean asTheyAre;
    private final Tensor means; // (channels, 1, 1)
    private final Tensor deviations;

    NetworkPixels(PixelScale scale, Device device) {
        asTheyAre = scale.leavesQuotients();
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
     * In place.
     *
     * @param quotients in [0, 1], // (images, channels, height, width)
     */
    Tensor of(Tensor quotients) {
        return asTheyAre ? quotients : quotients.sub_(means).div_(deviations);
    }

    @Override
    public void close() {
        means.close();
        deviations.close();
    }
}
