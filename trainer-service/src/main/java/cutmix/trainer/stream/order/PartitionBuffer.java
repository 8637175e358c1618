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
 * One partition: how far it has delivered, and what waits for its turn.
 *
 * <p>A place is the offset that a sample has where nothing is repeated. Of a record that cannot be read the place is not known:
 * it is taken to be the one after that of the record before it. At the very beginning of a repetition that is wrong, and a
 * sample passes for missing although it comes; never is one delivered twice.
 *
 * <p>A lane searches while it does not know how its place in the log relates to the place that it expects: at the beginning of a
 * log with repetitions, and after the records that came next were removed. A sample that comes too early then is no gap yet,
 * since a repetition that holds what is expected may follow. The search ends with the first record that does not come too early.
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

    /** The first record of a search that came too early. */
    private record Ahead(SamplePosition at, String topic, long offset) {}

    /** Of a log without repetitions, in which each sample lies at its place. */
    static PartitionBuffer exact(EpochLayout layout, int partition, long expected) {
        return new PartitionBuffer(layout, partition, expected, expected, false);
    }

    /**
     * Of a log with repetitions, in which a sample lies at its place or later.
     *
     * @param begin the offset from which on the log is read, at most the expected place
     */
    static PartitionBuffer repeating(EpochLayout layout, int partition, long begin, long expected) {
        return new PartitionBuffer(layout, partition, begin, expected, true);
    }

    /** @param expected the place of the first sample that is wanted */
    private PartitionBuffer(EpochLayout layout, int partition, long begin, long expected, boolean searching) {
        this.layout = layout;
        this.partition = partition;
        this.expected = expected;
        this.following = begin;
        this.searching = searching;
    }

    /** Gives what is wrong with the record, if it is too early and yet no sample is missing by it. */
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
                miss(DeadLetter.of(lastPassedOver, "it lies where " + at(expected) + " belongs"), lastPassedOver);
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

    /** Gives the letter back if no sample is missing by the record. */
    Optional<DeadLetter> addUnreadable(DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) {
        if (following < expected || isAhead() || removed) {
            passOver(consumed);
            return Optional.of(letter);
        }
        miss(letter, consumed);
        return Optional.empty();
    }

    /** The records that came next were removed; those that are offered from now on lie further on in the log. */
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

    /** Whether all records of a search, so far, came too early. */
    boolean isAhead() {
        return ahead != null;
    }

    /** Nothing follows in which the expected sample could be found: if all that there is came too early, that is a gap. */
    void endOfLog() {
        if (isAhead() && gap == null) {
            gap = new UserException(
                    removed
                            ? "topic " + ahead.topic + ", partition " + partition + " no longer holds " + at(expected)
                                    + ", which comes next: what is left of it begins at offset " + ahead.offset
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

    /** Two records that follow one another are both too early: it is not they that are bad, but others are not there. */
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
