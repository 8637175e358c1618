package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.libtorch.tensor.Tensors;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch where the network is computed.
 *
 * @param pixels unsigned bytes, // (size, height, width, channels): a quarter of what floats would have to travel
 * @param labels // (size, classes)
 */
record DeviceBatch(Tensor pixels, Tensor labels) {

    /** A copy, within the caller's scope. */
    static DeviceBatch of(Batch batch, NetworkInput input, Device device) {
        return new DeviceBatch(
                pixels(batch.pixels(), batch.size(), input, device),
                Tensors.of(batch.softLabels(), device, batch.size(), batch.classes()));
    }

    int size() {
        return Math.toIntExact(labels.size(0));
    }

    /** The same as {@link #of}, of pixels alone. */
    static Tensor pixels(byte[] pixels, int images, NetworkInput input, Device device) {
        return Tensors.of(pixels, device, images, input.height(), input.width(), input.channels());
    }
}
