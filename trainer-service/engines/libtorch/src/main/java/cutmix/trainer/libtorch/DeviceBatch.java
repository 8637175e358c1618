package cutmix.trainer.libtorch;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.libtorch.tensor.Tensors;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch on the device that computes the network.
 *
 * @param pixels unsigned bytes of shape {@code (size, height, width, channels)}; their transfer takes a quarter of
 *     the time of floats
 * @param labels class weights of shape {@code (size, classes)}
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
