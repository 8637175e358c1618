package cutmix.trainer.onednn;

import cutmix.trainer.engine.NetworkInput;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** The images of a batch as a network takes them: plane by plane, with pixels in [0, 1]. */
final class Images {

    private static final float[] SCALED = new float[256];

    static {
        for (int value = 0; value < SCALED.length; value++) {
            SCALED[value] = value / 255f;
        }
    }

    private final NetworkInput shape;
    private final Tensor tensor;
    private final FloatPointer place;
    private final float[] planes; // (batch, channels, height, width)

    Images(OneDnn oneDnn, NetworkInput shape, int batch) {
        this.shape = shape;
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
     * Takes images; places for more stay as they are.
     *
     * @param pixels unsigned bytes, // (images, height, width, channels)
     */
    void put(byte[] pixels, int firstImage, int images) {
        int places = shape.height() * shape.width();
        int channels = shape.channels();
        for (int image = 0; image < images; image++) {
            int from = (firstImage + image) * places * channels;
            for (int channel = 0; channel < channels; channel++) {
                int to = (image * channels + channel) * places;
                for (int i = 0; i < places; i++) {
                    planes[to + i] = SCALED[pixels[from + i * channels + channel] & 0xFF];
                }
            }
        }
        place.put(planes, 0, images * places * channels);
    }
}
