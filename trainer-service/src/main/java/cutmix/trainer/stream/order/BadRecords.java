package cutmix.trainer.stream.order;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.deadletter.DeadLetters;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles unreadable records: it copies them to the dead letter topic, and ends the training unless it may skip them.
 */
public final class BadRecords implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(BadRecords.class);

    private final DeadLetters letters;
    private final boolean skip;
    private final Predicate<SamplePosition> isNew;

    /**
     * @param letters closed together with this object
     * @param skip whether samples may be missing
     * @param isNew whether a missing sample was not yet handled in an earlier reading of the same topic
     */
    public BadRecords(DeadLetters letters, boolean skip, Predicate<SamplePosition> isNew) {
        this.letters = letters;
        this.skip = skip;
        this.isNew = isNew;
    }

    /**
     * Called when a missing sample is next in order.
     *
     * @throws UserException unless missing samples are skipped
     */
    void meet(MissingSample missing) {
        if (!isNew.test(missing.at())) {
            return;
        }
        DeadLetter letter = missing.letter();
        letters.keep(letter, missing.consumed());
        if (!skip) {
            throw new UserException(letter.place() + ": " + missing.at() + " cannot be read (" + letter.reason()
                    + "); the record is kept in topic " + letters.name()
                    + ": delete the topics and load again, or train"
                    + " without it by --skip-bad");
        }
        LOGGER.warn("{}: {} is skipped ({})", letter.place(), missing.at(), letter.reason());
    }

    /** Called for an unreadable record among redelivered ones; no sample is missing because of it. */
    void passOver(DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) {
        letters.keep(letter, consumed);
        LOGGER.warn("{}: a repeated record cannot be read ({})", letter.place(), letter.reason());
    }

    @Override
    public void close() {
        letters.close();
    }
}
