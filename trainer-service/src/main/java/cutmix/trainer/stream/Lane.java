package cutmix.trainer.stream;

import cutmix.schemas.DeadLetter;
import cutmix.schemas.EpochLayout;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.UserException;
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
 */
final class Lane {

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
    private UserException gap;

    /** @param expected the place of the first sample that is wanted */
    Lane(EpochLayout layout, int partition, long expected) {
        this.layout = layout;
        this.partition = partition;
        this.expected = expected;
        this.following = expected;
    }

    /** Gives what is wrong with the record, if it is too early and yet no sample is missing by it. */
    Optional<DeadLetter> add(long place, Sample sample, ConsumerRecord<byte[], byte[]> consumed) {
        if (place < expected) {
            redelivered++;
            following = place;
            passOver(consumed);
            return Optional.empty();
        }
        if (place - expected <= passedOver) {
            while (expected < place) {
                miss(DeadLetter.of(lastPassedOver, "it lies where " + at(expected) + " belongs"), lastPassedOver);
            }
            await(sample);
            proceed();
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
        if (following < expected) {
            passOver(consumed);
            return Optional.of(letter);
        }
        miss(letter, consumed);
        return Optional.empty();
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

    private void passOver(ConsumerRecord<byte[], byte[]> consumed) {
        following++;
        passedOver++;
        lastPassedOver = consumed;
    }

    /** Two records that follow one another are both too early: it is not they that are bad, but others are not there. */
    private void gap(ConsumerRecord<byte[], byte[]> consumed) {
        if (gap == null) {
            gap = new UserException("topic " + consumed.topic() + ", partition " + partition + ", offset "
                    + consumed.offset() + ": samples before " + at(early)
                    + " are missing; delete the topic and load again");
        }
    }

    private SamplePosition at(long place) {
        return layout.at(partition, place);
    }
}
