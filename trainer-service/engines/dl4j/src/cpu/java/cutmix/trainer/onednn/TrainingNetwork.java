package cutmix.trainer.onednn;

import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.PixelScale;
import cutmix.trainer.engine.network.ResidualBlock;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A residual network in training, from images to features, for batches of one size. It allocates native memory only
 * when it is created. Not thread-safe.
 */
public final class TrainingNetwork implements AutoCloseable {

    private final OneDnn oneDnn = new OneDnn();
    private final Parameters parameters;
    private final Normalization normalization;
    private final List<Layer> layers = new ArrayList<>();
    private final Images images;
    private final FloatPointer features;
    private final FloatPointer featureGradients;

    /** @param parameters read in each {@link #forward}, written in each {@link #backward} */
    public TrainingNetwork(
            NetworkShape shape, PixelScale pixels, Normalization normalization, Parameters parameters, int batch) {
        this.parameters = parameters;
        this.normalization = normalization;
        images = new Images(oneDnn, shape.input(), pixels, batch);
        Tensor x = images.tensor().next(oneDnn, NetworkShape.STEM_CHANNELS, 1);
        Gradients gradients = Gradients.of(oneDnn, x.description());
        stem(x, gradients);
        for (ResidualBlock block : shape.residualBlocks()) {
            Tensor y = x.next(oneDnn, block.channels(), block.stride());
            Gradients next = block.halves() ? Gradients.of(oneDnn, y.description()) : gradients;
            add(block, x, gradients, y, next);
            x = y;
            gradients = next;
        }
        MeanPooling pooling = new MeanPooling(oneDnn, x, gradients.block());
        layers.add(pooling);
        features = pooling.output();
        featureGradients = pooling.outputGradient();
    }

    private void stem(Tensor output, Gradients gradients) {
        Tensor convolved = output.next(oneDnn, output.channels(), 1);
        layers.add(
                convolution(NetworkShape.STEM, images.tensor(), convolved, 3, 1).learn(gradients.first()));
        normalize(NetworkShape.STEM, true, convolved, output, gradients.block(), gradients.first());
    }

    private void add(ResidualBlock block, Tensor x, Gradients ofX, Tensor y, Gradients ofY) {
        int stride = block.stride();
        layers.add(new Fork(oneDnn, ofX.block(), ofX.second()));
        Tensor shortcut = x;
        if (block.halves()) {
            shortcut = y.next(oneDnn, y.channels(), 1);
            layers.add(convolution(block.shortcut(), x, shortcut, 1, stride)
                    .learn(ofY.block())
                    .passOn(ofY.block(), ofX.block()));
        }
        Tensor first = y.next(oneDnn, y.channels(), 1);
        layers.add(convolution(block.first(), x, first, 3, stride)
                .learn(ofY.first())
                .passOn(ofY.first(), ofX.second()));
        Tensor activated = y.next(oneDnn, y.channels(), 1);
        normalize(block.first(), true, first, activated, ofY.second(), ofY.first());
        Tensor second = y.next(oneDnn, y.channels(), 1);
        layers.add(convolution(block.second(), activated, second, 3, 1)
                .learn(ofY.first())
                .passOn(ofY.first(), ofY.second()));
        normalize(block.second(), false, second, y, ofY.block(), ofY.first());
        layers.add(new ResidualSum(oneDnn, y.memory(), shortcut.memory(), ofY.block()));
    }

    private Convolution convolution(String name, Tensor input, Tensor output, int size, int stride) {
        return new Convolution(oneDnn, parameters, name, new ConvolutionShape(input, output, size, stride));
    }

    private void normalize(
            String name, boolean relu, Tensor input, Tensor output, memory outputGradient, memory inputGradient) {
        layers.add(new BatchNormalization(
                oneDnn, parameters, name, normalization, relu, input, output, outputGradient, inputGradient));
    }

    /**
     * Computes the features of a batch, and keeps the values that {@link #backward} needs.
     *
     * @param pixels unsigned bytes of shape {@code (batch, height, width, channels)}
     * @return features of shape {@code (batch, channels of the last stack)}; valid until the next call
     */
    public FloatPointer forward(byte[] pixels) {
        images.put(pixels, 0, images.tensor().batch());
        layers.forEach(Layer::forward);
        return features;
    }

    /** Returns the memory for the gradient of the features, in the same order; fill it before {@link #backward}. */
    public FloatPointer featureGradients() {
        return featureGradients;
    }

    /** Writes the gradients of all parameters except those of the softmax layer. */
    public void backward() {
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            layers.get(layer).backward();
        }
    }

    @Override
    public void close() {
        oneDnn.close();
    }
}
