package cutmix.trainer.identity;

import cutmix.schemas.failure.UserException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Checks that the dataset and the topics are the ones with which the trainer started. Topics can be deleted and
 * reloaded during training, and Kafka's consumer continues in the new topics without an error. Thread-safe.
 */
public interface DatasetWatch extends AutoCloseable {

    /** Returns whether the record's headers name another dataset. */
    boolean isForeign(ConsumerRecord<?, ?> consumed);

    /**
     * Returns whether the dataset description is still the one with which this trainer started. Queries the brokers at
     * most every few seconds; assumes no change if they do not answer.
     */
    boolean isLoaded();

    /** Returns the failure for a record of another dataset: one line that names both datasets. */
    UserException foreign(ConsumerRecord<?, ?> consumed);

    /**
     * Returns what is missing, as words that follow "waiting for", if an image topic had fewer partitions than its
     * dataset at the last check; empty otherwise.
     */
    Optional<String> shortage(String topic);

    /**
     * Checks the topics at most every few seconds while no records arrive. Ignores brokers that do not answer.
     *
     * @throws UserException if a topic was replaced or deleted; the message names the dataset that is loaded now and
     * the remedy
     */
    void look();

    /**
     * Checks the topics before the trainer publishes or writes results of the records. Waits for brokers that do not
     * answer. If the thread is interrupted, the method returns and leaves the interrupt flag set.
     *
     * @throws UserException as {@link #look} does, or if no broker answers for two minutes
     */
    void require();

    @Override
    void close();

    /** Returns a watch that never finds a change. */
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
