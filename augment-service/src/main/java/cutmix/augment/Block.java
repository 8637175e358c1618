package cutmix.augment;

/**
 * Consecutive records of one partition that are mixed among themselves.
 *
 * @param partition of the train topic
 * @param start offset of the first record
 * @param end offset after the last record
 */
record Block(int partition, long start, long end) {

    int size() {
        return (int) (end - start);
    }
}
