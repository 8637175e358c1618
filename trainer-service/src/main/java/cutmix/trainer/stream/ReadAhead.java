package cutmix.trainer.stream;

/**
 * How much may wait in memory for the next step.
 *
 * @param samplesPerPartition samples of one partition that wait for their turn; a partition that has more is paused
 * @param batches batches that wait for the engine
 */
public record ReadAhead(int samplesPerPartition, int batches) {

    public ReadAhead {
        if (samplesPerPartition < 1 || batches < 1) {
            throw new IllegalArgumentException(
                    "read-ahead of " + samplesPerPartition + " samples, " + batches + " batches");
        }
    }
}
