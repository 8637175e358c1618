package cutmix.augment.block;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.order.EpochLayout;

/**
 * Where the blocks lie: each partition's slice of each epoch is cut into as few blocks of at most {@code blockSize} records
 * as hold it, of sizes that differ by at most one. No block spans two epochs, and with a block size of at least 3 no block has
 * one record unless its slice has one.
 *
 * @param epochs of the train topic
 * @param blockSize the most records in a block
 */
public record BlockLayout(EpochLayout epochs, int blockSize) {

    /** With fewer, an image of an odd number would be alone. */
    private static final int FEWEST = 3;

    /**
     * The layout for a dataset's images: at most {@code blockSize} of them are in a block, and at most so many that their pixels
     * take {@code blockBytes}, but at least three. It follows from the dataset and these two alone, so all workers agree on it.
     */
    public static BlockLayout of(DatasetInfo dataset, int blockSize, int blockBytes) {
        long image = (long) dataset.getHeight() * dataset.getWidth() * dataset.getChannels();
        long fitting = Math.max(FEWEST, blockBytes / image);
        return new BlockLayout(EpochLayout.ofTraining(dataset), (int) Math.min(blockSize, fitting));
    }

    /**
     * The block that holds an offset.
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
     * The first block that begins at an offset or later.
     *
     * @throws IllegalArgumentException if the partition holds no samples
     */
    public Block firstFrom(int partition, long offset) {
        Block holding = blockAt(partition, offset);
        return holding.start() == offset ? holding : blockAt(partition, holding.end());
    }
}
