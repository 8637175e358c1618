package cutmix.trainer.onednn;

import org.bytedeco.dnnl.memory;

/** The beginning of a residual block, where its input goes to the residual and the shortcut. */
final class Fork implements Layer {

    private final Primitive backward;

    /** @param gradient gradient of one branch, and afterward the sum of both */
    Fork(OneDnn oneDnn, memory gradient, memory otherGradient) {
        backward = oneDnn.add(gradient, otherGradient);
    }

    @Override
    public void forward() {
        // Both branches read the same activations.
    }

    @Override
    public void backward() {
        backward.run();
    }
}
