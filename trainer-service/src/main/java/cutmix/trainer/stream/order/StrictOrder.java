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
 * Puts the samples of all partitions into one order, position after position, epoch after epoch. It drops what it has had (a
 * redelivery), gives a {@link MissingSample} in the place of a record that cannot be read, and refuses a gap. Not thread-safe.
 */
public final class StrictOrder {

    /** Records that are read before those that are wanted: the places of these tell of which samples those are. */
    private static final int RECORDS_BEFORE = 8;

    private final EpochLayout layout;
    private final boolean exact;
    private final List<PartitionBuffer> lanes = new ArrayList<>();
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
            lanes.add(
                    exact
                            ? PartitionBuffer.exact(layout, partition, expected)
                            : PartitionBuffer.repeating(layout, partition, begins[partition], expected));
        }
    }

    /** Of a topic without redeliveries: each sample lies at the offset that the layout gives. Begins with {@code first}. */
    public static StrictOrder exact(EpochLayout layout, SamplePosition first) {
        return new StrictOrder(layout, first, true);
    }

    /** Of a topic with redeliveries: the offset that the layout gives is the least at which a sample can lie. */
    public static StrictOrder repeating(EpochLayout layout, SamplePosition first) {
        return new StrictOrder(layout, first, false);
    }

    /**
     * Takes the next record of a partition.
     *
     * @param sample what it holds
     * @return what is wrong with it, where it is out of order and yet no sample is missing by it
     */
    Optional<DeadLetter> offer(ConsumerRecord<byte[], byte[]> consumed, Sample sample) {
        int position = sample.at().position();
        if (position >= layout.size() || layout.partition(position) != consumed.partition()) {
            String reason = "it holds " + sample.at()
                    + ", which does not belong there: was it written with another number of partitions?";
            return offerUnreadable(consumed, reason);
        }
        return lanes.get(consumed.partition()).add(layout.offset(sample.at()), sample, consumed);
    }

    /**
     * Takes the next record of a partition, which cannot be read. It is taken for the one that follows the record before it.
     *
     * @return what is wrong with it, where it stands among repeated records, so that no sample is missing by it
     */
    Optional<DeadLetter> offerUnreadable(ConsumerRecord<byte[], byte[]> consumed, String reason) {
        return lanes.get(consumed.partition()).addUnreadable(DeadLetter.of(consumed, reason), consumed);
    }

    /**
     * The next sample in training order, or null while its partition has not delivered it.
     *
     * @throws UserException if it is not on the topic, although later ones are
     */
    Sample poll() {
        Sample sample = lanes.get(partitionOfNext()).poll();
        if (sample != null) {
            next = layout.next(next);
        }
        return sample;
    }

    /** The place in the order of the sample that {@link #poll} gives next. */
    SamplePosition next() {
        return next;
    }

    int partitionOfNext() {
        return layout.partition(next.position());
    }

    /** Samples of a partition that wait for their turn. */
    int waiting(int partition) {
        return lanes.get(partition).waiting();
    }

    /** Bytes of these samples. */
    long waitingBytes(int partition) {
        return lanes.get(partition).waitingBytes();
    }

    int partitions() {
        return layout.partitions();
    }

    /** Whether each sample lies at the offset that the layout gives. */
    public boolean isExact() {
        return exact;
    }

    /** The offset at which the reading of a partition begins, if the log still holds it. */
    long begin(int partition) {
        return begins[partition];
    }

    /** The least offset at which the next wanted record of a partition can lie. */
    long expectedOffset(int partition) {
        return lanes.get(partition).expected();
    }

    /** The records of a partition that came next were removed; those that are offered from now on lie further on. */
    void skipRemoved(int partition) {
        lanes.get(partition).skipRemoved();
    }

    /** Whether it is not known yet how the records of a partition relate to those that are wanted. */
    boolean isSearching(int partition) {
        return lanes.get(partition).isSearching();
    }

    /** Whether all records that a partition has delivered since its begin, or since a removal, came too early. */
    boolean isAhead(int partition) {
        return lanes.get(partition).isAhead();
    }

    /** Nothing follows that could hold what a partition lacks: {@link #poll} throws when it comes to a gap. */
    void endOfLog(int partition) {
        lanes.get(partition).endOfLog();
    }

    /** Records that were dropped because they had been seen. */
    long redelivered() {
        return lanes.stream().mapToLong(PartitionBuffer::redelivered).sum();
    }

    private long firstOffsetFrom(SamplePosition first, int partition) {
        long before = first.position() / layout.partitions();
        int inRow = first.position() % layout.partitions();
        return layout.endOffset(partition, first.epoch() - 1) + before + (partition < inRow ? 1 : 0);
    }
}
