package cutmix.augment;

import cutmix.schemas.LabeledImage;
import java.util.List;

/**
 * A block with its images.
 *
 * @param block where it lies
 * @param images one for each offset of the block, in order
 */
record PlainBlock(Block block, List<LabeledImage> images) {}
