package cutmix.trainer.onednn;

import cutmix.trainer.engine.network.SamePadding;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/**
 * A convolution with an output at every {@code stride}-th position of the input, padded as {@link SamePadding} defines.
 *
 * @param size size of the kernel
 */
record ConvolutionShape(Tensor input, Tensor output, int size, int stride) {

    /** Returns the layout of the stored parameters. */
    memory.desc kernel() {
        return kernel(memory.format_tag.oihw);
    }

    memory.desc bias() {
        return OneDnn.floats(memory.format_tag.a, output.channels());
    }

    convolution_forward.desc forward(prop_kind kind) {
        return new convolution_forward.desc(
                kind,
                algorithm.convolution_direct,
                input.description(),
                anyKernel(),
                bias(),
                output.description(),
                strides(),
                before(),
                after());
    }

    convolution_backward_weights.desc backwardWeights() {
        return new convolution_backward_weights.desc(
                algorithm.convolution_direct,
                input.description(),
                anyKernel(),
                bias(),
                output.description(),
                strides(),
                before(),
                after());
    }

    convolution_backward_data.desc backwardData() {
        return new convolution_backward_data.desc(
                algorithm.convolution_direct,
                input.description(),
                anyKernel(),
                output.description(),
                strides(),
                before(),
                after());
    }

    /** Lets oneDNN choose the layout. */
    private memory.desc anyKernel() {
        return kernel(memory.format_tag.any);
    }

    private memory.desc kernel(memory.format_tag format) {
        return OneDnn.floats(format, output.channels(), input.channels(), size, size);
    }

    private long[] strides() {
        return new long[] {stride, stride};
    }

    private long[] before() {
        return new long[] {zeros(input.height()) / 2, zeros(input.width()) / 2};
    }

    private long[] after() {
        int height = zeros(input.height());
        int width = zeros(input.width());
        return new long[] {height - height / 2, width - width / 2};
    }

    private int zeros(int side) {
        return SamePadding.zeros(side, size, stride);
    }
}
