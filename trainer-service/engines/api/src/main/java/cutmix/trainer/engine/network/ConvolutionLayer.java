package cutmix.trainer.engine.network;

/**
 * A convolution of a network, padded so that a stride of 1 keeps the image's size.
 *
 * @param name of the layer, and of the normalisation that may follow
 * @param inputs channels
 * @param outputs channels
 * @param kernel pixels on a side
 * @param normalised whether a normalisation follows
 */
public record ConvolutionLayer(String name, int inputs, int outputs, int kernel, int stride, boolean normalised) {

    /** How long a side of the output is, as {@link SamePadding} has it. */
    public int output(int side) {
        return SamePadding.output(side, stride);
    }

    /** How many zeros a side of the input gets, as {@link SamePadding} has it. */
    public int padding(int side) {
        return SamePadding.zeros(side, kernel, stride);
    }

    /** Inputs of one output. */
    int fanIn() {
        return inputs * kernel * kernel;
    }
}
