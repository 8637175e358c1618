package cutmix.trainer.engine.network;

/**
 * Zeros around an image, so that a convolution has an output for every {@code stride}-th place, as Keras and Deeplearning4j have it
 * in mode "same": as evenly as can be, and one more below and to the right.
 */
public final class SamePadding {

    private SamePadding() {}

    /** How long a side of the output is. */
    public static int output(int side, int stride) {
        return (side + stride - 1) / stride;
    }

    /** How many zeros a side of the input gets, before and after it. */
    public static int zeros(int side, int kernel, int stride) {
        return Math.max((output(side, stride) - 1) * stride + kernel - side, 0);
    }
}
