package cutmix.trainer.onednn;

import cutmix.trainer.engine.network.SamePadding;
import org.bytedeco.dnnl.memory;

/** Images or activations of a batch. */
record Tensor(memory memory, int batch, int channels, int height, int width) {

    /** Allocates activations. */
    static Tensor of(OneDnn oneDnn, int batch, int channels, int height, int width) {
        return new Tensor(
                oneDnn.allocate(oneDnn.activations(batch, channels, height, width)), batch, channels, height, width);
    }

    /** Allocates activations with another number of channels, one for every {@code stride}-th position. */
    Tensor next(OneDnn oneDnn, int nextChannels, int stride) {
        return of(oneDnn, batch, nextChannels, SamePadding.output(height, stride), SamePadding.output(width, stride));
    }

    memory.desc description() {
        return memory.get_desc();
    }
}
