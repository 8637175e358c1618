package cutmix.schemas.deadletter;

import cutmix.schemas.failure.UserException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records that could not be read are kept. */
public interface DeadLetters extends AutoCloseable {

    /** Of the place, for a message. */
    String name();

    /**
     * Returns when the record is kept, with its key and its value as they were; one that is kept already stays as it is.
     *
     * @throws UserException if it cannot be
     */
    void keep(DeadLetter letter, ConsumerRecord<byte[], byte[]> unreadable);

    @Override
    void close();
}
