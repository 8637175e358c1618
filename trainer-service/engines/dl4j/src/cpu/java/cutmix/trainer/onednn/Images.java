package cutmix.trainer.onednn;

import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.PixelScale;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** The images of a batch as a network reads them: channel by channel, with the network's scale of pixels. */
final class Images {

    private final NetworkInput shape;
    private final float[][] scale; // by channel and byte
    private final Tensor tensor;
    private final FloatPointer place;
    private final float[] planes; // (batch, channels, height, width)

    Images(OneDnn oneDnn, NetworkInput shape, PixelScale pixels, int batch) {
        this.shape = shape;
        this.scale = pixels.table();
        memory.desc plain =
                OneDnn.floats(memory.format_tag.nchw, batch, shape.channels(), shape.height(), shape.width());
        tensor = new Tensor(oneDnn.allocate(plain), batch, shape.channels(), shape.height(), shape.width());
        place = OneDnn.floats(tensor.memory());
        planes = new float[Math.toIntExact(place.capacity())];
    }

    Tensor tensor() {
        return tensor;
    }

    /**
     * Copies images; further images in the batch do not change.
     *
     * @param pixels unsigned bytes of shape {@code (images, height, width, channels)}
     */
    void put(byte[] pixels, int firstImage, int images) {
        int places = shape.height() * shape.width();
        int channels = shape.channels();
        for (int image = 0; image < images; image++) {
            int from = (firstImage + image) * places * channels;
            for (int channel = 0; channel < channels; channel++) {
                int to = (image * channels + channel) * places;
                float[] scaled = scale[channel];
                for (int i = 0; i < places; i++) {
                    planes[to + i] = scaled[pixels[from + i * channels + channel] & 0xFF];
                }
            }
        }
        place.put(planes, 0, images * places * channels);
    }
}
