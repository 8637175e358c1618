package cutmix.trainer.stream.order;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts the samples of all partitions into training order, position by position and epoch by epoch. It drops
 * redeliveries, returns a {@link MissingSample} in place of an unreadable record, and fails on a gap. Not thread-safe.
 */
public final class StrictOrder {

    /**
     * The number of records to read before the first wanted one. Their positions show how offsets relate to positions.
     */
    private static final int RECORDS_BEFORE = 8;

    private final EpochLayout layout;
    private final boolean exact;
    private final List<PartitionBuffer> buffers = new ArrayList<>();
    private final long[] begins;
    private SamplePosition next;

    private StrictOrder(EpochLayout layout, SamplePosition first, boolean exact) {
        this.layout = layout;
        this.exact = exact;
        this.next = first;
        this.begins = new long[layout.partitions()];
        for (int partition = 0; partition < layout.partitions(); partition++) {
            long expected = firstOffsetFrom(first, partition);
            begins[partition] = exact ? expected : Math.max(0, expected - RECORDS_BEFORE);
            buffers.add(
                    exact
                            ? PartitionBuffer.exact(layout, partition, expected)
                            : PartitionBuffer.repeating(layout, partition, begins[partition], expected));
        }
    }

    /**
     * Creates the order of a topic without redeliveries, in which each sample is at the offset that the layout gives.
     * The order starts with {@code first}.
     */
    public static StrictOrder exact(EpochLayout layout, SamplePosition first) {
        return new StrictOrder(layout, first, true);
    }

    /**
     * Creates the order of a topic with redeliveries, in which a sample is at the offset that the layout gives or
     * later.
     */
    public static StrictOrder repeating(EpochLayout layout, SamplePosition first) {
        return new StrictOrder(layout, first, false);
    }

    /**
     * Adds the next record of a partition.
     *
     * @param sample decoded sample
     * @return a dead letter if the record is out of order but no sample is missing because of it
     */
    Optional<DeadLetter> offer(ConsumerRecord<byte[], byte[]> consumed, Sample sample) {
        int position = sample.at().position();
        if (position >= layout.size() || layout.partition(position) != consumed.partition()) {
            String reason = "it holds " + sample.at()
                    + ", which does not belong there: was it written with another number of partitions?";
            return offerUnreadable(consumed, reason);
        }
        return buffers.get(consumed.partition()).add(layout.offset(sample.at()), sample, consumed);
    }

    /**
     * Adds the next record of a partition, which is unreadable. Its place is assumed to follow that of the previous
     * record.
     *
     * @return a dead letter if the record is among redeliveries, so that no sample is missing because of it
     */
    Optional<DeadLetter> offerUnreadable(ConsumerRecord<byte[], byte[]> consumed, String reason) {
        return buffers.get(consumed.partition()).addUnreadable(DeadLetter.of(consumed, reason), consumed);
    }

    /**
     * Returns the next sample in training order, or null if its partition has not delivered it yet.
     *
     * @throws UserException if the topic lacks the sample but contains later ones
     */
    Sample poll() {
        Sample sample = buffers.get(partitionOfNext()).poll();
        if (sample != null) {
            next = layout.next(next);
        }
        return sample;
    }

    /** Returns the position of the sample that {@link #poll} returns next. */
    SamplePosition next() {
        return next;
    }

    int partitionOfNext() {
        return layout.partition(next.position());
    }

    /** Returns the number of waiting samples of a partition. */
    int waiting(int partition) {
        return buffers.get(partition).waiting();
    }

    /** Returns the bytes of the waiting samples of a partition. */
    long waitingBytes(int partition) {
        return buffers.get(partition).waitingBytes();
    }

    int partitions() {
        return layout.partitions();
    }

    /** Returns whether each sample is at the offset that the layout gives. */
    public boolean isExact() {
        return exact;
    }

    /** Returns the offset from which a partition is read, if the log still contains it. */
    long begin(int partition) {
        return begins[partition];
    }

    /** Returns the lowest offset that the next wanted record of a partition can have. */
    long expectedOffset(int partition) {
        return buffers.get(partition).expected();
    }

    /**
     * Reports that retention has removed the next records of a partition. Records that are added later follow the gap.
     */
    void skipRemoved(int partition) {
        buffers.get(partition).skipRemoved();
    }

    /** Returns whether the relation between log offsets and positions is still unknown for a partition. */
    boolean isSearching(int partition) {
        return buffers.get(partition).isSearching();
    }

    /**
     * Returns whether all records of a partition since its first one, or since a removal, were beyond the expected
     * sample.
     */
    boolean isAhead(int partition) {
        return buffers.get(partition).isAhead();
    }

    /** Reports that the end of a partition's log is reached. From now on, {@link #poll} fails at a gap. */
    void endOfLog(int partition) {
        buffers.get(partition).endOfLog();
    }

    /** Returns the number of records that were dropped as redeliveries. */
    long redelivered() {
        return buffers.stream().mapToLong(PartitionBuffer::redelivered).sum();
    }

    private long firstOffsetFrom(SamplePosition first, int partition) {
        long before = first.position() / layout.partitions();
        int inRow = first.position() % layout.partitions();
        return layout.endOffset(partition, first.epoch() - 1) + before + (partition < inRow ? 1 : 0);
    }
}
