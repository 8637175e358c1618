package cutmix.trainer.stream.order;

/**
 * Limits on the data that waits in memory for the next step or evaluation. Samples and batches each have a limit on
 * their number and one on their bytes; one sample of each partition and one batch may wait regardless of their size.
 *
 * @param samplesPerPartition waiting samples of one partition; a partition with more is paused
 * @param batches batches that wait for the engine
 * @param bytes bytes of all waiting samples, and also of all waiting batches
 * @param testBytes bytes of test images that are kept in memory; if there are more, each evaluation reads them again
 */
public record ReadAhead(int samplesPerPartition, int batches, long bytes, long testBytes) {

    public ReadAhead {
        if (samplesPerPartition < 1 || batches < 1 || bytes < 1 || testBytes < 0) {
            throw new IllegalArgumentException("read-ahead of " + samplesPerPartition + " samples, " + batches
                    + " batches, " + bytes + " bytes, " + testBytes + " bytes of test images");
        }
    }

    /** Returns the same limits with at most this number of bytes. */
    public ReadAhead atMost(long most) {
        return new ReadAhead(samplesPerPartition, batches, Math.min(bytes, most), testBytes);
    }

    /** Returns the byte limit of one partition's samples. */
    long bytesPerPartition(int partitions) {
        return Math.max(1, bytes / partitions);
    }

    /** Returns the number of batches of this size that may wait. */
    public int batchesOf(long batchBytes) {
        return (int) Math.max(1, Math.min(batches, bytes / batchBytes));
    }
}
