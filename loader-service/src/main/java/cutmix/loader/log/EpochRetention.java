package cutmix.loader.log;

import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.size.RecordSize;

/**
 * How much the brokers keep of image topics whose old epochs may go.
 *
 * <p>With N epochs ahead the log reaches from the epoch that the slowest run trains, e, to e + N. A trainer that is killed
 * before its checkpoint of epoch e − 1 needs that one again, and from its last checkpoint but one, e − 2: N + 3 epochs in all.
 *
 * <p>A record is reckoned at its greatest ({@link RecordSize}). A quarter is added, for records that augment workers
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

    private static final long LEAST_SEGMENT = 1 << 20;
    private static final long GREATEST_SEGMENT = 1 << 30;

    /** Bytes to keep of each partition of the plain images. */
    public long plainBytes() {
        return kept(record().plain());
    }

    /** Bytes to keep of each partition of the mixed images. */
    public long mixedBytes() {
        return kept(record().mixed());
    }

    /** Bytes of a segment of the plain images: half an epoch, within what brokers take. */
    public long plainSegment() {
        return segment(record().plain());
    }

    /** Bytes of a segment of the mixed images. */
    public long mixedSegment() {
        return segment(record().mixed());
    }

    private RecordSize record() {
        return new RecordSize(pixels, classes);
    }

    private long kept(long recordBytes) {
        return ((long) ahead + EPOCHS_BEHIND) * epoch(recordBytes) * 5 / 4;
    }

    private long segment(long recordBytes) {
        // A record that is larger than a segment is refused.
        long least = Math.max(LEAST_SEGMENT, 2 * recordBytes);
        return Math.max(least, Math.min(GREATEST_SEGMENT, epoch(recordBytes) / 2));
    }

    /** Of the partition that has most. */
    private long epoch(long recordBytes) {
        return layout.sliceSize(0) * recordBytes;
    }
}
