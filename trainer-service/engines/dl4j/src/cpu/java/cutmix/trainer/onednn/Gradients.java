package cutmix.trainer.onednn;

import org.bytedeco.dnnl.memory;

/**
 * Gradients of activations of one shape. The backward pass uses them immediately, so all layers of a stack share them.
 *
 * @param block gradient of a residual block's output and, after its backward pass, of its input
 * @param first gradient within a block
 * @param second gradient within a block
 */
record Gradients(memory block, memory first, memory second) {

    static Gradients of(OneDnn oneDnn, memory.desc activations) {
        return new Gradients(oneDnn.allocate(activations), oneDnn.allocate(activations), oneDnn.allocate(activations));
    }
}
