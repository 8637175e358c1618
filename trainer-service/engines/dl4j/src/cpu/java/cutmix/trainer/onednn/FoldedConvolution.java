package cutmix.trainer.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A convolution merged with the following operations, for inference. The normalization with moving statistics is a
 * factor and a summand for each channel, which are merged into the kernel and the bias; the residual sum and the ReLU
 * are computed while the outputs are in the cache.
 */
final class FoldedConvolution {

    /** The operations after a convolution. */
    enum Then {
        /** None, for a shortcut. */
        NOTHING,
        /** Normalization and ReLU. */
        RELU,
        /** Normalization, the sum with the previous content of the output, and ReLU. */
        SUM_AND_RELU
    }

    private final String name;
    private final Parameters parameters;
    private final Then then;
    private final double epsilon;
    private final FloatPointer kernel;
    private final FloatPointer bias;
    private final Primitive layOut;
    private final Primitive forward;

    /** @param name name of the layer in {@link Parameters} */
    FoldedConvolution(
            OneDnn oneDnn, Parameters parameters, String name, ConvolutionShape shape, Then then, double epsilon) {
        this.name = name;
        this.parameters = parameters;
        this.then = then;
        this.epsilon = epsilon;
        primitive_attr attributes = new primitive_attr();
        attributes.set_post_ops(operations(then));
        convolution_forward.primitive_desc kind = new convolution_forward.primitive_desc(
                shape.forward(prop_kind.forward_inference), attributes, oneDnn.cpu());
        memory plainKernel = oneDnn.allocate(shape.kernel());
        memory laidOut = oneDnn.allocate(kind.weights_desc());
        memory foldedBias = oneDnn.allocate(shape.bias());
        kernel = OneDnn.floats(plainKernel);
        bias = OneDnn.floats(foldedBias);
        layOut = oneDnn.copy(plainKernel, laidOut);
        forward = oneDnn.primitive(new convolution_forward(kind))
                .with(DNNL_ARG_SRC, shape.input().memory())
                .with(DNNL_ARG_WEIGHTS, laidOut)
                .with(DNNL_ARG_BIAS, foldedBias)
                .with(DNNL_ARG_DST, shape.output().memory());
    }

    private static post_ops operations(Then then) {
        post_ops operations = new post_ops();
        if (then == Then.SUM_AND_RELU) {
            operations.append_sum();
        }
        if (then != Then.NOTHING) {
            operations.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
        }
        return operations;
    }

    /** Reads the current parameters. */
    void fold() {
        float[] weights = values("-conv_W");
        float[] summands = values("-conv_b");
        if (then != Then.NOTHING) {
            float[] gamma = values("-norm_gamma");
            float[] beta = values("-norm_beta");
            float[] mean = values("-norm_mean");
            float[] variance = values("-norm_var");
            int perChannel = weights.length / gamma.length;
            for (int channel = 0; channel < gamma.length; channel++) {
                double factor = gamma[channel] / Math.sqrt(variance[channel] + epsilon);
                for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                    weights[i] = (float) (weights[i] * factor);
                }
                summands[channel] = (float) (beta[channel] + (summands[channel] - (double) mean[channel]) * factor);
            }
        }
        kernel.put(weights);
        bias.put(summands);
        layOut.run();
    }

    private float[] values(String suffix) {
        FloatPointer pointer = parameters.values(name + suffix);
        float[] values = new float[Math.toIntExact(pointer.capacity())];
        pointer.get(values);
        return values;
    }

    void forward() {
        forward.run();
    }
}
