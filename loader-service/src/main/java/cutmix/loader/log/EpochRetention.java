package cutmix.loader.log;

import cutmix.schemas.EpochLayout;

/**
 * How much the brokers keep of image topics whose old epochs may go.
 *
 * <p>With N epochs ahead the log reaches from the epoch that the slowest run trains, e, to e + N. A trainer that is killed
 * before its checkpoint of epoch e − 1 needs that one again, and from its last checkpoint but one, e − 2: N + 3 epochs in all.
 *
 * <p>A record is reckoned at its greatest: every number of the Avro body, and of Kafka's record, with all the bytes that it can
 * have, the longer of the two forms of the format, and a batch of its own. A quarter is added, for records that augment workers
 * write again after a restart. The brokers remove whole segments, and only while as much as this is left; so a partition takes
 * this much, one segment, and what is written until they look again (five minutes, by default).
 *
 * <p>Workers that lose their offsets write again all that the plain topic holds, which may double the mixed one. That needs no
 * more room. A sample is removed only if more records than those of N + 3 epochs lie behind it. Since fewer samples than that
 * follow the first one that is needed, the workers have begun to write again what the plain topic holds, and they come to the
 * removed sample in the end: the plain topic holds it, since it keeps the newest N + 3 epochs, too. A trainer whose records are
 * removed reads on from the beginning of what is left until it comes to them. Blocks do not span epochs, so a worker that begins
 * within the plain topic's oldest epoch leaves out nothing that is needed.
 *
 * @param pixels bytes of an image
 * @param ahead N
 */
public record EpochRetention(EpochLayout layout, int pixels, int classes, int ahead) {

    private static final int EPOCHS_BEHIND = 3;
    private static final int NUMBER = 5;
    private static final int FRAME = 10;
    private static final int VIEW = 1 + 2 * NUMBER;
    private static final int KAFKA_RECORD = 28;
    private static final int KAFKA_BATCH = 61;
    /** Around a body that is nothing but pixels and their count. */
    private static final int AROUND = NUMBER + FRAME + KAFKA_RECORD + KAFKA_BATCH;

    private static final long LEAST_SEGMENT = 1 << 20;
    private static final long GREATEST_SEGMENT = 1 << 30;

    /** Bytes to keep of each partition of the plain images: epoch, position, index and label beside the pixels. */
    public long plainBytes() {
        return kept(plainRecord());
    }

    /** Bytes to keep of each partition of the mixed images: five numbers, lambda, the box, two views and a weight a class. */
    public long mixedBytes() {
        return kept(mixedRecord());
    }

    /** Bytes of a segment of the plain images: half an epoch, within what brokers take. */
    public long plainSegment() {
        return segment(plainRecord());
    }

    /** Bytes of a segment of the mixed images. */
    public long mixedSegment() {
        return segment(mixedRecord());
    }

    private long plainRecord() {
        return (long) pixels + AROUND + 4 * NUMBER;
    }

    private long mixedRecord() {
        return (long) pixels
                + AROUND
                + 5 * NUMBER
                + Double.BYTES
                + 4 * NUMBER
                + 2 * NUMBER
                + 2 * VIEW
                + (long) classes * Float.BYTES;
    }

    private long kept(long recordBytes) {
        return ((long) ahead + EPOCHS_BEHIND) * epoch(recordBytes) * 5 / 4;
    }

    private long segment(long recordBytes) {
        return Math.max(LEAST_SEGMENT, Math.min(GREATEST_SEGMENT, epoch(recordBytes) / 2));
    }

    /** Of the partition that has most. */
    private long epoch(long recordBytes) {
        return layout.sliceSize(0) * recordBytes;
    }
}
