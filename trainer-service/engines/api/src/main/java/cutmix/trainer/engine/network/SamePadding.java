package cutmix.trainer.engine.network;

/**
 * Padding mode "same" of Keras and Deeplearning4j: zeros surround the image so that a convolution has an output at
 * every {@code stride}-th position. The zeros are distributed evenly; an odd one goes below and to the right.
 */
public final class SamePadding {

    private SamePadding() {}

    /** Returns the length of an output side. */
    public static int output(int side, int stride) {
        return (side + stride - 1) / stride;
    }

    /** Returns the number of zeros added to an input side, before and after it together. */
    public static int zeros(int side, int kernel, int stride) {
        return Math.max((output(side, stride) - 1) * stride + kernel - side, 0);
    }
}
