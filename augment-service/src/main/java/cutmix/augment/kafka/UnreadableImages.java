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

/** Sees to the images that cannot be read: each is kept on the topic of dead letters, and told of. */
@Singleton
public class UnreadableImages {

    private static final Logger LOGGER = Logger.getLogger(UnreadableImages.class);

    private final DeadLetterTopic letters;
    private final AtomicLong total = new AtomicLong();

    UnreadableImages(DeadLetterTopic letters) {
        this.letters = letters;
    }

    /**
     * Returns when those of a block are kept. For the thread that mixes.
     *
     * @throws UserException if no image of the block can be read: then it is not a record that is bad, but what this worker
     *     takes the topic for
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
                    "%s: %s; it is left out, and kept in topic %s", letter.place(), letter.reason(), letters.name());
        }
    }

    /** How many there were since the start. Any thread may ask. */
    public long total() {
        return total.get();
    }
}
