package cutmix.trainer.onednn;

import org.bytedeco.dnnl.memory;

/**
 * Gradients of activations of one shape. They are used up at once on the way back, so all layers of a stack share these.
 *
 * @param block that of a residual block's output and, after its backward pass, that of its input
 * @param first within a block
 * @param second within a block
 */
record Gradients(memory block, memory first, memory second) {

    static Gradients of(OneDnn oneDnn, memory.desc activations) {
        return new Gradients(oneDnn.allocate(activations), oneDnn.allocate(activations), oneDnn.allocate(activations));
    }
}
