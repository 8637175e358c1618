package cutmix.schemas.size;

import cutmix.schemas.identity.DatasetIdentity;

/**
 * The greatest size of a dataset's image records, in bytes, as brokers count them: with every number of the Avro body, and of
 * Kafka's record, at its longest, in the longer of the two forms of the format, in a batch of its own, and with the header that
 * names its dataset.
 *
 * @param pixels bytes of an image
 */
public record RecordSize(int pixels, int classes) {

    /**
     * The greatest record that the services write. Every producer's {@code max.request.size} has room for it, and so has every
     * {@code buffer.memory}; brokers take requests of up to 100 MiB ({@code socket.request.max.bytes}).
     */
    public static final int GREATEST = 16 << 20;

    /**
     * The {@code batch.size} of those who write images. Brokers count whole batches, and a producer whose batch is refused sends it
     * again until its time is over, unless it has one record alone.
     */
    private static final long BATCH = 256 << 10;

    /** Room for other headers, and for what later versions may add. */
    private static final int MARGIN = 512;

    private static final int NUMBER = 5;
    private static final int FRAME = 10;
    private static final int VIEW = 1 + 2 * NUMBER;
    private static final int KAFKA_RECORD = 28;
    private static final int KAFKA_BATCH = 61;
    /** Two lengths, key and value. */
    private static final int HEADER = 2 + DatasetIdentity.HEADER.length() + DatasetIdentity.BYTES;
    /** Around a body that is nothing but pixels and their count. */
    private static final int AROUND = NUMBER + FRAME + KAFKA_RECORD + HEADER + KAFKA_BATCH;

    /** A plain image: epoch, position, index and label beside the pixels. */
    public long plain() {
        return (long) pixels + AROUND + 4 * NUMBER;
    }

    /** A mixed image: five numbers, lambda, the box, two views and a weight a class beside the pixels. */
    public long mixed() {
        return (long) pixels
                + AROUND
                + 5 * NUMBER
                + Double.BYTES
                + 4 * NUMBER
                + 2 * NUMBER
                + 2 * VIEW
                + (long) classes * Float.BYTES;
    }

    /** The greatest batch of records of this size. */
    public static long batch(long record) {
        return Math.max(BATCH, record);
    }

    /** The least {@code max.message.bytes} of a topic for batches of this size. */
    public static long leastLimit(long batch) {
        return batch + MARGIN;
    }
}
