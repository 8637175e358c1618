package cutmix.trainer.identity;

import cutmix.schemas.failure.UserException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds a trainer to the dataset and the topics that it began with. Topics can be deleted and loaded anew under it, and Kafka's
 * consumer goes on in the new ones without a word. Safe for use by several threads.
 */
public interface DatasetWatch extends AutoCloseable {

    /** Whether a record says that it is of another dataset. */
    boolean isForeign(ConsumerRecord<?, ?> consumed);

    /**
     * Whether the description still is of the dataset that this trainer began with. Looks at most every few seconds; brokers that
     * do not answer are no sign that it is another.
     */
    boolean isLoaded();

    /** What to end with where a record is of another dataset: one line that names both. */
    UserException foreign(ConsumerRecord<?, ?> consumed);

    /**
     * What an image topic lacks, in words that follow "waiting for": it had fewer partitions than its dataset when it was last looked
     * at, so some of its images can be nowhere.
     */
    Optional<String> shortage(String topic);

    /**
     * For a reader to which nothing comes: looks at the topics, at most every few seconds. Brokers that do not answer are no news.
     *
     * @throws UserException if a topic is another one, or is gone; says what is loaded now, and what to do
     */
    void look();

    /**
     * Before anything is published or written that follows from what was read: looks at the topics now, and waits for brokers
     * that do not answer. Interrupted, it returns, and leaves the thread interrupted.
     *
     * @throws UserException as above, or if no broker answers for two minutes
     */
    void require();

    @Override
    void close();

    /** A watch that finds everything as it was. */
    static DatasetWatch none() {
        return new DatasetWatch() {

            @Override
            public boolean isForeign(ConsumerRecord<?, ?> consumed) {
                return false;
            }

            @Override
            public boolean isLoaded() {
                return true;
            }

            @Override
            public UserException foreign(ConsumerRecord<?, ?> consumed) {
                throw new IllegalStateException("no record is foreign");
            }

            @Override
            public Optional<String> shortage(String topic) {
                return Optional.empty();
            }

            @Override
            public void look() {}

            @Override
            public void require() {}

            @Override
            public void close() {}
        };
    }
}
