package cutmix.augment.block;

/**
 * Consecutive records of one partition that are mixed with each other.
 *
 * @param partition partition of the train topic
 * @param start offset of the first record
 * @param end offset after the last record
 */
public record Block(int partition, long start, long end) {

    public int size() {
        return (int) (end - start);
    }
}
