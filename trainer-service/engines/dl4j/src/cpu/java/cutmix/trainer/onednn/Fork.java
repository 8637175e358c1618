package cutmix.trainer.onednn;

import org.bytedeco.dnnl.memory;

/** The beginning of a residual block, whose input goes two ways. */
final class Fork implements Layer {

    private final Primitive backward;

    /** @param gradient that by the one way and, afterwards, the whole */
    Fork(OneDnn oneDnn, memory gradient, memory otherGradient) {
        backward = oneDnn.add(gradient, otherGradient);
    }

    @Override
    public void forward() {
        // Both ways read the same activations.
    }

    @Override
    public void backward() {
        backward.run();
    }
}
