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

    /** The name of the first convolution and its normalization. */
    public static final String STEM = "stem";

    /** Channels of the first convolution and of the first stack. Each further stack doubles them. */
    public static final int STEM_CHANNELS = 16;

    /** Number of stacks of residual blocks. */
    static final int STACKS = 3;

    private static final int KERNEL = 3;

    public NetworkShape {
        requireDepth(depth);
    }

    /** @throws UserException if no network has this depth */
    public static void requireDepth(int depth) {
        if (depth < 8 || depth % 6 != 2) {
            throw new SettingException("--depth " + depth + " is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110");
        }
    }

    /** Returns the residual blocks in order from the input. */
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

    /**
     * Returns the convolutions in the order in which initial weights are drawn. The two convolutions of a block precede
     * its shortcut.
     */
    public List<ConvolutionLayer> convolutions() {
        List<ConvolutionLayer> layers = new ArrayList<>();
        layers.add(
                normalized(STEM).inputs(input.channels()).outputs(STEM_CHANNELS).build());
        int channels = STEM_CHANNELS;
        for (ResidualBlock block : residualBlocks()) {
            layers.add(normalized(block.first())
                    .inputs(channels)
                    .outputs(block.channels())
                    .stride(block.stride())
                    .build());
            layers.add(normalized(block.second())
                    .inputs(block.channels())
                    .outputs(block.channels())
                    .build());
            if (block.halves()) {
                layers.add(ConvolutionLayer.builder()
                        .name(block.shortcut())
                        .inputs(channels)
                        .outputs(block.channels())
                        .kernel(1)
                        .stride(block.stride())
                        .build());
            }
            channels = block.channels();
        }
        return layers;
    }

    private static ConvolutionLayerBuilder normalized(String name) {
        return ConvolutionLayer.builder().name(name).kernel(KERNEL).normalized(true);
    }

    /** Returns the number of channels of the last stack. Their means are the features of an image. */
    public int features() {
        return STEM_CHANNELS << (STACKS - 1);
    }

    /** Returns the number of residual blocks in each of the three stacks. */
    public int blocksPerStack() {
        return (depth - 2) / 6;
    }
}
