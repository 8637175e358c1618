package cutmix.trainer.engine.network;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.util.ArrayList;
import java.util.List;

/**
 * A ResNet v1 for small images (He et al., "Deep residual learning for image recognition", CVPR 2016, section 4.2).
 *
 * @param depth weighted layers: 6n + 2 for three stacks of n residual blocks
 */
public record NetworkShape(int depth, NetworkInput input) {

    /** The name of the first convolution and its normalisation. */
    public static final String STEM = "stem";

    /** Channels of the first convolution and of the first stack; each further stack has twice as many. */
    public static final int STEM_CHANNELS = 16;

    /** Of residual blocks, as many in each. */
    static final int STACKS = 3;

    private static final int KERNEL = 3;

    public NetworkShape {
        requireDepth(depth);
    }

    /** @throws UserException if there is no network of this depth */
    public static void requireDepth(int depth) {
        if (depth < 8 || depth % 6 != 2) {
            throw new SettingException("--depth " + depth + " is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110");
        }
    }

    /** The residual blocks, from the input on. */
    public List<ResidualBlock> residualBlocks() {
        List<ResidualBlock> blocks = new ArrayList<>();
        for (int stack = 0; stack < STACKS; stack++) {
            for (int block = 0; block < blocksPerStack(); block++) {
                blocks.add(new ResidualBlock(
                        "stack" + stack + "-block" + block, STEM_CHANNELS << stack, stack > 0 && block == 0));
            }
        }
        return blocks;
    }

    /** The convolutions, in the order in which initial weights are drawn: of a block, its own two before its shortcut's. */
    public List<ConvolutionLayer> convolutions() {
        List<ConvolutionLayer> layers = new ArrayList<>();
        layers.add(new ConvolutionLayer(STEM, input.channels(), STEM_CHANNELS, KERNEL, 1, true));
        int channels = STEM_CHANNELS;
        for (ResidualBlock block : residualBlocks()) {
            layers.add(new ConvolutionLayer(block.first(), channels, block.channels(), KERNEL, block.stride(), true));
            layers.add(new ConvolutionLayer(block.second(), block.channels(), block.channels(), KERNEL, 1, true));
            if (block.halves()) {
                layers.add(
                        new ConvolutionLayer(block.shortcut(), channels, block.channels(), 1, block.stride(), false));
            }
            channels = block.channels();
        }
        return layers;
    }

    /** Channels of the last stack, whose means are an image's features. */
    public int features() {
        return STEM_CHANNELS << (STACKS - 1);
    }

    /** Residual blocks in each of the three stacks. */
    public int blocksPerStack() {
        return (depth - 2) / 6;
    }
}
