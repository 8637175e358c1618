package cutmix.trainer.engine.network;

/**
 * A residual block of a network: {@code x + b(a(x))}, where a and b are convolutions of 3 × 3 with a normalisation each, and
 * ReLUs follow a and the sum.
 *
 * @param name from which those of its layers follow
 * @param channels of its output
 * @param halves whether it has a stride of 2, and a convolution of 1 × 1 as its shortcut
 */
public record ResidualBlock(String name, int channels, boolean halves) {

    /** The name of the first convolution and its normalisation. */
    public String first() {
        return name + "-a";
    }

    /** The name of the second convolution and its normalisation. */
    public String second() {
        return name + "-b";
    }

    /** The name of the shortcut's convolution. */
    public String shortcut() {
        return name + "-shortcut";
    }

    public int stride() {
        return halves ? 2 : 1;
    }
}
