package cutmix.schemas.order;

import cutmix.schemas.DatasetInfo;

/**
 * Computes the partition and offset of each sample. Position i of an epoch is in partition i mod P, and each partition
 * contains its slice of epoch 1, then its slice of epoch 2, and so on. Therefore epoch and position determine partition
 * and offset, and vice versa.
 *
 * <p>In a topic with redelivered records, the computed offset is the lowest that the sample can have.
 *
 * @param size number of samples in an epoch, at least 1
 * @param partitions number of partitions of the topic, at least 1
 */
public record EpochLayout(int size, int partitions) {

    public EpochLayout {
        if (size < 1) {
            throw new IllegalArgumentException("an epoch of " + size + " samples");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic of " + partitions + " partitions");
        }
    }

    /** Returns the layout of the train and mixed topics. */
    public static EpochLayout ofTraining(DatasetInfo info) {
        return new EpochLayout(info.getTrainSize(), info.getPartitions());
    }

    /** Returns the layout of the test topic, which contains one epoch. */
    public static EpochLayout ofTest(DatasetInfo info) {
        return new EpochLayout(info.getTestSize(), info.getPartitions());
    }

    /** Returns the partition of a position, in [0, partitions). */
    public int partition(int position) {
        return checkPosition(position) % partitions;
    }

    /**
     * Returns the number of samples of each epoch in a partition; can be 0 if there are fewer samples than partitions.
     */
    public int sliceSize(int partition) {
        checkPartition(partition);
        return size / partitions + (partition < size % partitions ? 1 : 0);
    }

    /** Returns the offset of a sample within its partition. */
    public long offset(SamplePosition sample) {
        int slice = sliceSize(partition(sample.position()));
        return (sample.epoch() - 1L) * slice + sample.position() / partitions;
    }

    /** Returns the end offset of a partition that holds this many complete epochs. */
    public long endOffset(int partition, int epochs) {
        return (long) epochs * sliceSize(partition);
    }

    /**
     * The sample at an offset.
     *
     * @throws IllegalArgumentException if the partition holds no samples
     */
    public SamplePosition at(int partition, long offset) {
        int slice = sliceSize(partition);
        if (slice == 0) {
            throw new IllegalArgumentException("partition " + partition + " holds no samples of " + this);
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative");
        }
        int epoch = Math.toIntExact(offset / slice + 1);
        return new SamplePosition(epoch, (int) (offset % slice) * partitions + partition);
    }

    /** Returns the sample after this one in training order. */
    public SamplePosition next(SamplePosition sample) {
        return checkPosition(sample.position()) == size - 1
                ? new SamplePosition(sample.epoch() + 1, 0)
                : new SamplePosition(sample.epoch(), sample.position() + 1);
    }

    private int checkPosition(int position) {
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("position " + position + " is not in an epoch of " + size);
        }
        return position;
    }

    private void checkPartition(int partition) {
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException("partition " + partition + " is not one of " + partitions);
        }
    }
}
