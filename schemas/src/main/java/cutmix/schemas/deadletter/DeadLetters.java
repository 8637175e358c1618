package cutmix.schemas.deadletter;

import cutmix.schemas.failure.UserException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stores records that could not be read. */
public interface DeadLetters extends AutoCloseable {

    /** Returns the name of the place where the records are stored, for messages. */
    String name();

    /**
     * Stores a record with its key and value unchanged, unless it is already stored. Returns when it is stored.
     *
     * @throws UserException if the record cannot be stored
     */
    void keep(DeadLetter letter, ConsumerRecord<byte[], byte[]> unreadable);

    @Override
    void close();
}
