package cutmix.trainer.engine.network;

/**
 * A residual block {@code x + b(a(x))}. a and b are 3 × 3 convolutions, each with a normalization; a ReLU follows a and
 * another follows the sum.
 *
 * @param name prefix of the names of its layers
 * @param channels output channels
 * @param halves whether the block has a stride of 2 and a 1 × 1 convolution as its shortcut
 */
public record ResidualBlock(String name, int channels, boolean halves) {

    /** Returns the name of the first convolution and its normalization. */
    public String first() {
        return name + "-a";
    }

    /** Returns the name of the second convolution and its normalization. */
    public String second() {
        return name + "-b";
    }

    /** Returns the name of the shortcut's convolution. */
    public String shortcut() {
        return name + "-shortcut";
    }

    public int stride() {
        return halves ? 2 : 1;
    }
}
