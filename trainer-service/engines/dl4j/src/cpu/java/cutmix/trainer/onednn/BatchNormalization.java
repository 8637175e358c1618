package cutmix.trainer.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_fuse_norm_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** Batch normalization in training, with or without a following ReLU. */
final class BatchNormalization implements Layer {

    private final Normalization settings;
    private final Primitive forward;
    private final Primitive backward;
    private final MovingStatistic mean;
    private final MovingStatistic variance;

    /**
     * @param name name of the layer in {@link Parameters}
     * @param relu whether a ReLU follows
     */
    BatchNormalization(
            OneDnn oneDnn,
            Parameters parameters,
            String name,
            Normalization settings,
            boolean relu,
            Tensor input,
            Tensor output,
            memory outputGradient,
            memory inputGradient) {
        this.settings = settings;
        String layer = name + "-norm";
        float epsilon = (float) settings.epsilon();
        int flags = dnnl_use_scale | dnnl_use_shift | (relu ? dnnl_fuse_norm_relu : 0);
        memory.desc data = input.description();
        batch_normalization_forward.primitive_desc forwardKind = new batch_normalization_forward.primitive_desc(
                new batch_normalization_forward.desc(prop_kind.forward_training.value, data, epsilon, flags),
                oneDnn.cpu());
        batch_normalization_backward.primitive_desc backwardKind = new batch_normalization_backward.primitive_desc(
                new batch_normalization_backward.desc(prop_kind.backward.value, data, data, epsilon, flags),
                oneDnn.cpu(),
                forwardKind);
        memory.desc perChannel = OneDnn.floats(memory.format_tag.a, input.channels());
        memory scale = oneDnn.at(parameters.values(layer + "_gamma"), perChannel);
        memory shift = oneDnn.at(parameters.values(layer + "_beta"), perChannel);
        memory batchMean = oneDnn.allocate(perChannel);
        memory batchVariance = oneDnn.allocate(perChannel);
        forward = oneDnn.primitive(new batch_normalization_forward(forwardKind))
                .with(DNNL_ARG_SRC, input.memory())
                .with(DNNL_ARG_SCALE, scale)
                .with(DNNL_ARG_SHIFT, shift)
                .with(DNNL_ARG_MEAN, batchMean)
                .with(DNNL_ARG_VARIANCE, batchVariance)
                .with(DNNL_ARG_DST, output.memory());
        backward = oneDnn.primitive(new batch_normalization_backward(backwardKind))
                .with(DNNL_ARG_SRC, input.memory())
                .with(DNNL_ARG_MEAN, batchMean)
                .with(DNNL_ARG_VARIANCE, batchVariance)
                .with(DNNL_ARG_SCALE, scale)
                .with(DNNL_ARG_SHIFT, shift)
                .with(DNNL_ARG_DIFF_DST, outputGradient)
                .with(DNNL_ARG_DIFF_SRC, inputGradient)
                .with(DNNL_ARG_DIFF_SCALE, oneDnn.at(parameters.gradients(layer + "_gamma"), perChannel))
                .with(DNNL_ARG_DIFF_SHIFT, oneDnn.at(parameters.gradients(layer + "_beta"), perChannel));
        if (relu) { // The outputs that the ReLU has set to zero.
            memory positive = oneDnn.allocate(forwardKind.workspace_desc());
            forward.with(DNNL_ARG_WORKSPACE, positive);
            backward.with(DNNL_ARG_WORKSPACE, positive);
        }
        mean = new MovingStatistic(parameters, layer + "_mean", OneDnn.floats(batchMean));
        variance = new MovingStatistic(parameters, layer + "_var", OneDnn.floats(batchVariance));
    }

    @Override
    public void forward() {
        forward.run();
    }

    @Override
    public void backward() {
        backward.run();
        mean.step(settings.momentum());
        variance.step(settings.momentum());
    }

    /**
     * A moving statistic, which the optimizer updates too: its step goes from the running value toward that of the
     * batch.
     */
    private record MovingStatistic(FloatPointer running, FloatPointer batch, FloatPointer step) {

        MovingStatistic(Parameters parameters, String name, FloatPointer batch) {
            this(parameters.values(name), batch, parameters.gradients(name));
        }

        void step(double momentum) {
            for (int channel = 0; channel < batch.capacity(); channel++) {
                step.put(channel, (float) ((1 - momentum) * (running.get(channel) - batch.get(channel))));
            }
        }
    }
}
