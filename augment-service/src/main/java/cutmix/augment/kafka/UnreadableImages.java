package cutmix.augment.kafka;

import cutmix.augment.block.PlainBlock;
import cutmix.augment.block.PlainRecord;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.deadletter.DeadLetterTopic;
import cutmix.schemas.failure.UserException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Copies unreadable images to the topic of dead letters, and logs them. */
@Singleton
public class UnreadableImages {

    private static final Logger LOGGER = Logger.getLogger(UnreadableImages.class);

    private final DeadLetterTopic letters;
    private final AtomicLong total = new AtomicLong();

    UnreadableImages(DeadLetterTopic letters) {
        this.letters = letters;
    }

    /**
     * Copies the unreadable images of a block, and waits until they are written. Call from the mixing thread.
     *
     * @throws UserException if no image of the block can be read: then the topic does not contain what this worker
     *      expects
     */
    void keep(PlainBlock plain) {
        List<PlainRecord.Unreadable> all = plain.unreadable();
        int size = plain.block().size();
        if (size > 1 && all.size() == size) {
            DeadLetter first = all.get(0).letter();
            throw new UserException(first.place() + ": " + first.reason() + ", and nothing up to offset "
                    + (plain.block().end() - 1) + " can be read either; delete the topics and load again");
        }
        for (PlainRecord.Unreadable unreadable : all) {
            DeadLetter letter = unreadable.letter();
            letters.keep(letter, unreadable.consumed());
            total.incrementAndGet();
            LOGGER.warnf(
                    "%s: %s; it is skipped, and kept in topic %s", letter.place(), letter.reason(), letters.name());
        }
    }

    /** Returns the number of unreadable images since the start. Thread-safe. */
    public long total() {
        return total.get();
    }
}
