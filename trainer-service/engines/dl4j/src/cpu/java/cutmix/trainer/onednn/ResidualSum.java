package cutmix.trainer.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** The end of a residual block: the sum of shortcut and residual, and its ReLU. All operations are in place. */
final class ResidualSum implements Layer {

    private final Primitive forward;
    private final Primitive backward;

    /**
     * @param residual the residual, and afterward the block's output
     * @param gradient gradient of the output, and afterward of both summands
     */
    ResidualSum(OneDnn oneDnn, memory residual, memory shortcut, memory gradient) {
        forward = oneDnn.addThenRelu(residual, shortcut);

        memory.desc data = residual.get_desc();
        algorithm byOutput = algorithm.eltwise_relu_use_dst_for_bwd;
        eltwise_forward.primitive_desc forwardKind = new eltwise_forward.primitive_desc(
                new eltwise_forward.desc(prop_kind.forward_training, byOutput, data), oneDnn.cpu());
        eltwise_backward.primitive_desc backwardKind = new eltwise_backward.primitive_desc(
                new eltwise_backward.desc(byOutput, data, data), oneDnn.cpu(), forwardKind);
        backward = oneDnn.primitive(new eltwise_backward(backwardKind))
                .with(DNNL_ARG_DST, residual)
                .with(DNNL_ARG_DIFF_DST, gradient)
                .with(DNNL_ARG_DIFF_SRC, gradient);
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
