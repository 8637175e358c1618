package cutmix.trainer.engine;

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

    /** How long a side of the output is. */
    public int output(int side) {
        return (side + stride - 1) / stride;
    }

    /**
     * Places of zeros that a side of the input is padded with; half of them before it, and of an odd number the greater half after
     * it, as Keras does in mode "same".
     *
     * @param side pixels
     */
    public int padding(int side) {
        return Math.max((output(side) - 1) * stride + kernel - side, 0);
    }

    /** Inputs of one output. */
    int fanIn() {
        return inputs * kernel * kernel;
    }
}
