package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.libtorch.tensor.Tensors;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch on the device that computes the network.
 *
 * @param pixels unsigned bytes, // (size, height, width, channels); a quarter of the transfer size of floats
 * @param labels // (size, classes)
 */
record DeviceBatch(Tensor pixels, Tensor labels) {

    /** Copies a batch to the device, within the caller's scope. */
    static DeviceBatch of(Batch batch, NetworkInput input, Device device) {
        return new DeviceBatch(
                pixels(batch.pixels(), batch.size(), input, device),
                Tensors.of(batch.softLabels(), device, batch.size(), batch.classes()));
    }

    int size() {
        return Math.toIntExact(labels.size(0));
    }

    /** Copies only pixels to the device, as {@link #of} does. */
    static Tensor pixels(byte[] pixels, int images, NetworkInput input, Device device) {
        return Tensors.of(pixels, device, images, input.height(), input.width(), input.channels());
    }
}
