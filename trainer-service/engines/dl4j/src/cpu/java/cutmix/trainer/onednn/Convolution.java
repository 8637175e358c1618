package cutmix.trainer.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** A convolution with a bias, in training. Each step reorders its kernel, because the optimizer changes it. */
final class Convolution implements Layer {

    private final OneDnn oneDnn;
    private final Parameters parameters;
    private final String name;
    private final ConvolutionShape shape;
    private final convolution_forward.primitive_desc forwardKind;
    private final memory kernel;
    private final List<Primitive> forward = new ArrayList<>();
    private final List<Primitive> backward = new ArrayList<>();

    /** @param name name of the layer in {@link Parameters} */
    Convolution(OneDnn oneDnn, Parameters parameters, String name, ConvolutionShape shape) {
        this.oneDnn = oneDnn;
        this.parameters = parameters;
        this.name = name + "-conv";
        this.shape = shape;
        forwardKind = new convolution_forward.primitive_desc(shape.forward(prop_kind.forward_training), oneDnn.cpu());
        kernel = oneDnn.at(parameters.values(this.name + "_W"), shape.kernel());
        memory laidOut = oneDnn.allocate(forwardKind.weights_desc());
        forward.add(oneDnn.copy(kernel, laidOut));
        forward.add(oneDnn.primitive(new convolution_forward(forwardKind))
                .with(DNNL_ARG_SRC, shape.input().memory())
                .with(DNNL_ARG_WEIGHTS, laidOut)
                .with(DNNL_ARG_BIAS, oneDnn.at(parameters.values(this.name + "_b"), shape.bias()))
                .with(DNNL_ARG_DST, shape.output().memory()));
    }

    /** Makes {@link #backward} compute the parameters' gradients from that of the output. */
    Convolution learn(memory outputGradient) {
        convolution_backward_weights.primitive_desc kind =
                new convolution_backward_weights.primitive_desc(shape.backwardWeights(), oneDnn.cpu(), forwardKind);
        memory gradient = oneDnn.allocate(kind.diff_weights_desc());
        backward.add(oneDnn.primitive(new convolution_backward_weights(kind))
                .with(DNNL_ARG_SRC, shape.input().memory())
                .with(DNNL_ARG_DIFF_DST, outputGradient)
                .with(DNNL_ARG_DIFF_WEIGHTS, gradient)
                .with(DNNL_ARG_DIFF_BIAS, oneDnn.at(parameters.gradients(name + "_b"), shape.bias())));
        backward.add(oneDnn.copy(gradient, oneDnn.at(parameters.gradients(name + "_W"), shape.kernel())));
        return this;
    }

    /** Makes {@link #backward} compute the input's gradient from that of the output. */
    Convolution passOn(memory outputGradient, memory inputGradient) {
        convolution_backward_data.primitive_desc kind =
                new convolution_backward_data.primitive_desc(shape.backwardData(), oneDnn.cpu(), forwardKind);
        memory laidOut = oneDnn.allocate(kind.weights_desc());
        backward.add(oneDnn.copy(kernel, laidOut));
        backward.add(oneDnn.primitive(new convolution_backward_data(kind))
                .with(DNNL_ARG_DIFF_DST, outputGradient)
                .with(DNNL_ARG_WEIGHTS, laidOut)
                .with(DNNL_ARG_DIFF_SRC, inputGradient));
        return this;
    }

    @Override
    public void forward() {
        forward.forEach(Primitive::run);
    }

    @Override
    public void backward() {
        backward.forEach(Primitive::run);
    }
}
