package cutmix.trainer.engine;

import cutmix.schemas.UserException;

/**
 * A ResNet v1 for small images (He et al., "Deep residual learning for image recognition", CVPR 2016, section 4.2).
 *
 * @param depth weighted layers: 6n + 2 for three stacks of n residual blocks
 */
public record NetworkShape(int depth, NetworkInput input) {

    public NetworkShape {
        requireDepth(depth);
    }

    /** @throws UserException if there is no network of this depth */
    public static void requireDepth(int depth) {
        if (depth < 8 || depth % 6 != 2) {
            throw new UserException("--depth " + depth + " is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110");
        }
    }

    /** Residual blocks in each of the three stacks. */
    public int blocksPerStack() {
        return (depth - 2) / 6;
    }
}
