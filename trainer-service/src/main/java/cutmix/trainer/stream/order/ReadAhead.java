package cutmix.trainer.stream.order;

/**
 * How much may wait in memory for the next step or evaluation. Samples and batches are limited by their number and, each, by their bytes; one
 * sample of each partition and one batch may wait whatever their size.
 *
 * @param samplesPerPartition samples of one partition that wait for their turn; a partition that has more is paused
 * @param batches batches that wait for the engine
 * @param bytes of all samples that wait for their turn, and again of all batches that wait for the engine
 * @param testBytes of test images that are kept in memory; if there are more, they are read for each evaluation
 */
public record ReadAhead(int samplesPerPartition, int batches, long bytes, long testBytes) {

    public ReadAhead {
        if (samplesPerPartition < 1 || batches < 1 || bytes < 1 || testBytes < 0) {
            throw new IllegalArgumentException("read-ahead of " + samplesPerPartition + " samples, " + batches
                    + " batches, " + bytes + " bytes, " + testBytes + " bytes of test images");
        }
    }

    /** The same, with at most so many bytes. */
    public ReadAhead atMost(long most) {
        return new ReadAhead(samplesPerPartition, batches, Math.min(bytes, most), testBytes);
    }

    /** Bytes of the samples of one partition, of several that share the limit. */
    long bytesPerPartition(int partitions) {
        return Math.max(1, bytes / partitions);
    }

    /** Batches of a size that may wait. */
    public int batchesOf(long batchBytes) {
        return (int) Math.max(1, Math.min(batches, bytes / batchBytes));
    }
}
