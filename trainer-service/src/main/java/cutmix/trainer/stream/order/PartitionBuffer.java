package cutmix.trainer.stream.order;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The waiting samples of one partition, and the position up to which they have been read.
 * <p>The place of a sample is the offset that it would have if no record were redelivered. The place of an unreadable
 * record is unknown; it is assumed to follow the place of the previous record. At the start of a redelivery this
 * assumption can be wrong: a sample is then reported as missing although it follows. No sample is delivered twice.
 * <p>The buffer searches while it does not know how log offsets relate to the expected place: at the beginning of a log
 * with redeliveries, and after the next records were removed. During a search, a sample beyond the expected place is
 * not a gap, because a redelivery with the expected sample may follow. The search ends with the first sample that is
 * not beyond the expected place.
 */
final class PartitionBuffer {

    private static final long NONE = -2;

    private final EpochLayout layout;
    private final int partition;
    private final Deque<Sample> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long expected;
    private long following;
    private int passedOver;
    private ConsumerRecord<byte[], byte[]> lastPassedOver;
    private long early = NONE;
    private long redelivered;
    private boolean searching;
    private boolean removed;
    private Ahead ahead;
    private UserException gap;

    /** The first record of a search that was beyond the expected place. */
    private record Ahead(SamplePosition at, String topic, long offset) {}

    /** Creates the buffer for a log without redeliveries, in which each sample is at its place. */
    static PartitionBuffer exact(EpochLayout layout, int partition, long expected) {
        return new PartitionBuffer(layout, partition, expected, expected, false);
    }

    /**
     * Creates the buffer for a log with redeliveries, in which a sample is at its place or later.
     *
     * @param begin offset from which the log is read; at most the expected place
     */
    static PartitionBuffer repeating(EpochLayout layout, int partition, long begin, long expected) {
        return new PartitionBuffer(layout, partition, begin, expected, true);
    }

    /** @param expected place of the first wanted sample */
    private PartitionBuffer(EpochLayout layout, int partition, long begin, long expected, boolean searching) {
        this.layout = layout;
        this.partition = partition;
        this.expected = expected;
        this.following = begin;
        this.searching = searching;
    }

    /** Adds a record. Returns a dead letter if the record is out of order but no sample is missing because of it. */
    Optional<DeadLetter> add(long place, Sample sample, ConsumerRecord<byte[], byte[]> consumed) {
        if (place < expected) {
            endSearch();
            redelivered++;
            following = place;
            passOver(consumed);
            return Optional.empty();
        }
        if (place - expected <= passedOver) {
            endSearch();
            while (expected < place) {
                miss(DeadLetter.of(lastPassedOver, "it is at the place of " + at(expected)), lastPassedOver);
            }
            await(sample);
            proceed();
        } else if (searching) {
            skip(sample, consumed);
        } else if (place == early + 1) {
            gap(consumed);
        } else {
            early = place;
            String reason = "it holds " + sample.at() + ", but " + at(expected) + " is missing before it";
            return addUnreadable(DeadLetter.of(consumed, reason), consumed);
        }
        return Optional.empty();
    }

    /** Adds an unreadable record. Returns the dead letter if no sample is missing because of it. */
    Optional<DeadLetter> addUnreadable(DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) {
        if (following < expected || isAhead() || removed) {
            passOver(consumed);
            return Optional.of(letter);
        }
        miss(letter, consumed);
        return Optional.empty();
    }

    /** Reports that retention has removed the next records. Records that are added later follow the gap. */
    void skipRemoved() {
        searching = true;
        removed = true;
        ahead = null;
        early = NONE;
        passedOver = 0;
        lastPassedOver = null;
    }

    boolean isSearching() {
        return searching;
    }

    /** Returns whether all records of the current search were beyond the expected place. */
    boolean isAhead() {
        return ahead != null;
    }

    /**
     * Reports that the end of the log is reached. If all records were beyond the expected place, samples are missing.
     */
    void endOfLog() {
        if (isAhead() && gap == null) {
            gap = new UserException(
                    removed
                            ? "topic " + ahead.topic + ", partition " + partition + " no longer holds " + at(expected)
                                    + ", which comes next: the remaining records begin at offset " + ahead.offset
                                    + " with " + ahead.at + "; load again, with a longer retention"
                            : gapBefore(ahead.at, ahead.topic, ahead.offset));
        }
    }

    Sample poll() {
        Sample sample = waiting.poll();
        if (sample != null) {
            waitingBytes -= sample.bytes();
        } else if (gap != null) {
            throw gap;
        }
        return sample;
    }

    int waiting() {
        return waiting.size();
    }

    long waitingBytes() {
        return waitingBytes;
    }

    long redelivered() {
        return redelivered;
    }

    long expected() {
        return expected;
    }

    private void await(Sample sample) {
        waiting.add(sample);
        waitingBytes += sample.bytes();
    }

    private void miss(DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) {
        await(new MissingSample(at(expected), letter, consumed));
        expected++;
        following = expected;
    }

    private void proceed() {
        expected++;
        following = expected;
        passedOver = 0;
        lastPassedOver = null;
        early = NONE;
    }

    private void skip(Sample sample, ConsumerRecord<byte[], byte[]> consumed) {
        redelivered++;
        if (!isAhead()) {
            ahead = new Ahead(sample.at(), consumed.topic(), consumed.offset());
        }
        if (!removed) {
            passOver(consumed);
        }
    }

    private void endSearch() {
        if (isAhead() || removed) {
            passedOver = 0;
        }
        searching = false;
        removed = false;
        ahead = null;
    }

    private void passOver(ConsumerRecord<byte[], byte[]> consumed) {
        following++;
        passedOver++;
        lastPassedOver = consumed;
    }

    /** Two consecutive records are beyond the expected place, so they are valid and other records are missing. */
    private void gap(ConsumerRecord<byte[], byte[]> consumed) {
        if (gap == null) {
            gap = new UserException(gapBefore(at(early), consumed.topic(), consumed.offset()));
        }
    }

    private String gapBefore(SamplePosition first, String topic, long offset) {
        return "topic " + topic + ", partition " + partition + ", offset " + offset + ": samples before " + first
                + " are missing; delete the topic and load again";
    }

    private SamplePosition at(long place) {
        return layout.at(partition, place);
    }
}
