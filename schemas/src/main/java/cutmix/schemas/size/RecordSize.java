package cutmix.schemas.size;

import cutmix.schemas.identity.DatasetIdentity;

/**
 * The maximum size in bytes of a dataset's image records, as brokers count it. It assumes the longest encoding of every
 * number in the Avro body and in Kafka's record, the longer of the two record formats, one record per batch, and the
 * header with the dataset's identity.
 *
 * @param pixels the size of an image in bytes
 */
public record RecordSize(int pixels, int classes) {

    /**
     * The largest record that the services write. It fits into the {@code max.request.size} and {@code buffer.memory}
     * of all producers; brokers accept requests of up to 100 MiB ({@code socket.request.max.bytes}).
     */
    public static final int GREATEST = 16 << 20;

    /**
     * The {@code batch.size} of producers of images. Brokers check the size of whole batches, and a producer resends a
     * refused batch until its delivery timeout, unless the batch contains only one record.
     */
    private static final long BATCH = 256 << 10;

    /** Room for other headers, and for additions in later versions. */
    private static final int MARGIN = 512;

    private static final int NUMBER = 5;
    private static final int FRAME = 10;
    private static final int VIEW = 1 + 2 * NUMBER;
    private static final int KAFKA_RECORD = 28;
    private static final int KAFKA_BATCH = 61;
    /** Two lengths, key and value. */
    private static final int HEADER = 2 + DatasetIdentity.HEADER.length() + DatasetIdentity.BYTES;
    /** The bytes around a body that consists of the pixels and their count. */
    private static final int AROUND = NUMBER + FRAME + KAFKA_RECORD + HEADER + KAFKA_BATCH;

    /** Returns the size of a plain image: epoch, position, index, label and the pixels. */
    public long plain() {
        return (long) pixels + AROUND + 4 * NUMBER;
    }

    /**
     * Returns the size of a mixed image: five numbers, lambda, the box, two views, one weight per class, and the
     * pixels.
     */
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

    /** Returns the largest batch of records of this size. */
    public static long batch(long record) {
        return Math.max(BATCH, record);
    }

    /** Returns the minimum {@code max.message.bytes} of a topic for batches of this size. */
    public static long leastLimit(long batch) {
        return batch + MARGIN;
    }
}
