package cutmix.trainer.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The mean of each channel over all positions. With a single position, blocks of channels have the same layout as
 * without the positions.
 */
final class MeanPooling implements Layer {

    private static final algorithm MEAN = algorithm.pooling_avg_exclude_padding;
    private static final long[] NO_PADDING = {0, 0};

    private final memory output;
    private final memory outputGradient;
    private final Primitive forward;
    private final Primitive backward;

    /** @param inputGradient has the shape of the input */
    MeanPooling(OneDnn oneDnn, Tensor input, memory inputGradient) {
        memory.desc places = input.description();
        memory.desc means = oneDnn.activations(input.batch(), input.channels(), 1, 1);
        long[] window = {input.height(), input.width()};
        pooling_forward.primitive_desc forwardKind = new pooling_forward.primitive_desc(
                new pooling_forward.desc(
                        prop_kind.forward_training, MEAN, places, means, window, window, NO_PADDING, NO_PADDING),
                oneDnn.cpu());
        pooling_backward.primitive_desc backwardKind = new pooling_backward.primitive_desc(
                new pooling_backward.desc(MEAN, places, means, window, window, NO_PADDING, NO_PADDING),
                oneDnn.cpu(),
                forwardKind);
        output = oneDnn.allocate(means);
        outputGradient = oneDnn.allocate(means);
        forward = oneDnn.primitive(new pooling_forward(forwardKind))
                .with(DNNL_ARG_SRC, input.memory())
                .with(DNNL_ARG_DST, output);
        backward = oneDnn.primitive(new pooling_backward(backwardKind))
                .with(DNNL_ARG_DIFF_DST, outputGradient)
                .with(DNNL_ARG_DIFF_SRC, inputGradient);
    }

    /** Returns the means, of shape {@code (batch, channels)}. */
    FloatPointer output() {
        return OneDnn.floats(output);
    }

    /** Returns the memory for the gradient of the means, of shape {@code (batch, channels)}. */
    FloatPointer outputGradient() {
        return OneDnn.floats(outputGradient);
    }

    @Override
    public void forward() {
        forward.run();
    }

    @Override
    public void backward() {
        backward.run();
    }
}
