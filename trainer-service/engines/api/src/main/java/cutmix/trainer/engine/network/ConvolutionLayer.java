package cutmix.trainer.engine.network;

/**
 * A convolution, padded so that a stride of 1 keeps the size of the image.
 *
 * @param name name of the layer and of the normalization that may follow
 * @param inputs input channels
 * @param outputs output channels
 * @param kernel pixels on a side
 * @param normalized whether a normalization follows
 */
public record ConvolutionLayer(String name, int inputs, int outputs, int kernel, int stride, boolean normalized) {

    static ConvolutionLayerBuilder builder() {
        return new ConvolutionLayerBuilder();
    }

    /** Returns the length of an output side under {@link SamePadding}. */
    public int output(int side) {
        return SamePadding.output(side, stride);
    }

    /** Returns the number of zeros added to an input side under {@link SamePadding}. */
    public int padding(int side) {
        return SamePadding.zeros(side, kernel, stride);
    }

    /** Returns the number of inputs that contribute to one output. */
    int fanIn() {
        return inputs * kernel * kernel;
    }
}
