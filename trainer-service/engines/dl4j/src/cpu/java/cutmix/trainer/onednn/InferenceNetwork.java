package cutmix.trainer.onednn;

import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.PixelScale;
import cutmix.trainer.engine.network.ResidualBlock;
import cutmix.trainer.onednn.FoldedConvolution.Then;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** A residual network for inference, from images to features: only convolutions and a mean. Not thread-safe. */
public final class InferenceNetwork implements AutoCloseable {

    private final OneDnn oneDnn = new OneDnn();
    private final Parameters parameters;
    private final double epsilon;
    private final List<FoldedConvolution> convolutions = new ArrayList<>();
    private final Images images;
    private final MeanPooling pooling;

    /** @param batch number of images in one pass */
    public InferenceNetwork(
            NetworkShape shape, PixelScale pixels, Normalization normalization, Parameters parameters, int batch) {
        this.parameters = parameters;
        this.epsilon = normalization.epsilon();
        images = new Images(oneDnn, shape.input(), pixels, batch);
        Tensor x = images.tensor().next(oneDnn, NetworkShape.STEM_CHANNELS, 1);
        Tensor within = x.next(oneDnn, x.channels(), 1);
        add(NetworkShape.STEM, images.tensor(), x, 3, 1, Then.RELU);
        for (ResidualBlock block : shape.residualBlocks()) {
            Tensor y = x;
            if (block.halves()) {
                y = x.next(oneDnn, block.channels(), block.stride());
                within = y.next(oneDnn, block.channels(), 1);
                add(block.shortcut(), x, y, 1, block.stride(), Then.NOTHING);
            }
            add(block.first(), x, within, 3, block.stride(), Then.RELU);
            add(block.second(), within, y, 3, 1, Then.SUM_AND_RELU);
            x = y;
        }
        pooling = new MeanPooling(oneDnn, x, x.memory()); // No gradient is propagated.
    }

    private void add(String name, Tensor input, Tensor output, int size, int stride, Then then) {
        ConvolutionShape shape = new ConvolutionShape(input, output, size, stride);
        convolutions.add(new FoldedConvolution(oneDnn, parameters, name, shape, then, epsilon));
    }

    /** Reads the current parameters; call it before the first batch and after each change of the parameters. */
    public void takeParameters() {
        convolutions.forEach(FoldedConvolution::fold);
    }

    /**
     * Computes the features of some images.
     *
     * @param pixels unsigned bytes of shape {@code (…, height, width, channels)}
     * @param first index of the first image
     * @param count number of images, at most the number in one pass
     * @return features of shape {@code (count, channels of the last stack)}, followed by undefined values; valid until
     *     the next call
     */
    public FloatPointer features(byte[] pixels, int first, int count) {
        images.put(pixels, first, count);
        convolutions.forEach(FoldedConvolution::forward);
        pooling.forward();
        return pooling.output();
    }

    @Override
    public void close() {
        oneDnn.close();
    }
}
