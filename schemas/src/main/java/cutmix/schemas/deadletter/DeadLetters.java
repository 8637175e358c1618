package cutmix.schemas.deadletter;

import cutmix.schemas.failure.UserException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps records that could not be read. */
public interface DeadLetters extends AutoCloseable {

    /** The name of the place where the records are kept, for messages. */
    String name();

    /**
     * Returns after the record is kept with its key and value unchanged. A record that is already kept is not written
     * again.
     *
     * @throws UserException if the record cannot be kept
     */
    void keep(DeadLetter letter, ConsumerRecord<byte[], byte[]> unreadable);

    @Override
    void close();
}
