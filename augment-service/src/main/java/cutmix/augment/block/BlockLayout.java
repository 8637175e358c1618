package cutmix.augment.block;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.order.EpochLayout;

/**
 * Places of the blocks. The slice of each epoch in each partition is divided into the smallest number of blocks of at
 * most {@code blockSize} records, whose sizes differ by at most one. No block spans two epochs. With a block size of at
 * least 3, a block has a single record only if its slice has a single record.
 *
 * @param epochs layout of the train topic
 * @param blockSize maximum number of records in a block
 */
public record BlockLayout(EpochLayout epochs, int blockSize) {

    /** Smallest maximum. With blocks of at most two images, one image of an odd number would have no partner. */
    private static final int FEWEST = 3;

    /**
     * Returns the layout for a dataset's images. A block has at most {@code blockSize} images, and at most {@code
     * blockBytes} bytes of pixels unless three images need more. The layout depends only on these arguments, so all
     * workers use the same layout.
     */
    public static BlockLayout of(DatasetInfo dataset, int blockSize, int blockBytes) {
        long image = (long) dataset.getHeight() * dataset.getWidth() * dataset.getChannels();
        long fitting = Math.max(FEWEST, blockBytes / image);
        return new BlockLayout(EpochLayout.ofTraining(dataset), (int) Math.min(blockSize, fitting));
    }

    /**
     * Returns the block that contains an offset.
     *
     * @throws IllegalArgumentException if the partition holds no samples
     */
    public Block blockAt(int partition, long offset) {
        int slice = epochs.sliceSize(partition);
        if (slice == 0) {
            throw new IllegalArgumentException("partition " + partition + " holds no samples of " + epochs);
        }
        long sliceStart = offset - offset % slice;
        long blocks = (slice + blockSize - 1L) / blockSize;
        long block = ((offset - sliceStart + 1) * blocks - 1) / slice;
        return new Block(partition, sliceStart + block * slice / blocks, sliceStart + (block + 1) * slice / blocks);
    }

    /**
     * Returns the first block that begins at an offset or later.
     *
     * @throws IllegalArgumentException if the partition holds no samples
     */
    public Block firstFrom(int partition, long offset) {
        Block holding = blockAt(partition, offset);
        return holding.start() == offset ? holding : blockAt(partition, holding.end());
    }
}
