package cutmix.loader.log;

import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.size.RecordSize;

/**
 * The amount of data that the brokers keep of image topics from which old epochs may be removed.
 *
 * <p>With N epochs ahead, the log reaches from e, the slowest run's current epoch, to e + N. A trainer that is killed
 * before its checkpoint of epoch e − 1 needs epoch e − 1 again. If it must use its second-last checkpoint, it also
 * needs e − 2. That makes N + 3 epochs in total.
 *
 * <p>Each record counts with its maximum size ({@link RecordSize}). A quarter is added for records that augment workers
 * rewrite after a restart. The brokers remove only whole segments, and keep at least this amount. A partition therefore
 * needs this amount, one segment, and the data written until the brokers check again (after five minutes, by default).
 *
 * <p>Workers that lose their offsets rewrite everything in the plain topic, which may double the mixed topic. This
 * needs no more space. A sample is removed only if more records than those of N + 3 epochs follow it. Fewer samples
 * than that follow the first needed one, so the workers must have started rewriting, and they will reach the removed
 * sample: the plain topic still has it, because it also keeps the newest N + 3 epochs. A trainer whose records are
 * removed continues from the oldest remaining record until it reaches them. Blocks do not span epochs, so a worker that
 * starts within the plain topic's oldest epoch omits nothing that is needed.
 *
 * @param pixels size of an image in bytes
 * @param ahead N
 */
public record EpochRetention(EpochLayout layout, int pixels, int classes, int ahead) {

    private static final int EPOCHS_BEHIND = 3;

    private static final long LEAST_SEGMENT = 1 << 20;
    private static final long GREATEST_SEGMENT = 1 << 30;

    /** Returns the bytes to keep in each partition of the plain images. */
    public long plainBytes() {
        return kept(record().plain());
    }

    /** Returns the bytes to keep in each partition of the mixed images. */
    public long mixedBytes() {
        return kept(record().mixed());
    }

    /** Returns the segment size of the plain images: half an epoch, within the brokers' limits. */
    public long plainSegment() {
        return segment(record().plain());
    }

    /** Returns the segment size of the mixed images, in bytes. */
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
        // Brokers refuse a record larger than a segment.
        long least = Math.max(LEAST_SEGMENT, 2 * recordBytes);
        return Math.max(least, Math.min(GREATEST_SEGMENT, epoch(recordBytes) / 2));
    }

    /** Returns the bytes of an epoch in the largest partition. */
    private long epoch(long recordBytes) {
        return layout.sliceSize(0) * recordBytes;
    }
}
