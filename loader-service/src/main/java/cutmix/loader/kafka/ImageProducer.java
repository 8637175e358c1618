package cutmix.loader.kafka;

import cutmix.schemas.UserException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends without waiting, and tells of a failure with the next call. */
public final class ImageProducer {

    private final Brokers brokers;
    private final Producer<String, byte[]> producer;
    private final AtomicReference<UserException> failure = new AtomicReference<>();

    public ImageProducer(Brokers brokers, Producer<String, byte[]> producer) {
        this.brokers = brokers;
        this.producer = producer;
    }

    /**
     * Hands a record to the producer; waits only while its buffer is full.
     *
     * @throws UserException if this record or an earlier one cannot be sent
     */
    public void send(String topic, int partition, String key, byte[] value) {
        send(new ProducerRecord<>(topic, partition, key, value), this::answered);
    }

    /**
     * The same for a record that has to come to lie at a certain offset.
     *
     * @throws UserException as above, or if an earlier record lies elsewhere
     */
    public void sendTo(String topic, int partition, long offset, byte[] value) {
        send(new ProducerRecord<>(topic, partition, null, value), (metadata, exception) -> {
            answered(metadata, exception);
            if (exception == null && metadata.hasOffset() && metadata.offset() != offset) {
                failure.compareAndSet(null, misplaced(metadata, offset));
            }
        });
    }

    private void send(ProducerRecord<String, byte[]> message, Callback callback) {
        check();
        try {
            producer.send(message, callback);
        } catch (KafkaException | IllegalStateException e) {
            throw tellsOfClosing(e)
                    ? new UserException("stopped before everything was loaded: run again to go on", e)
                    : brokers.failure(e);
        }
    }

    /** Whether the application was told to end, and has closed its channels: before this call, or in the midst of it. */
    private static boolean tellsOfClosing(RuntimeException failure) {
        return failure instanceof IllegalStateException
                || "Producer closed while send in progress".equals(failure.getMessage());
    }

    private UserException misplaced(RecordMetadata metadata, long offset) {
        return new UserException("topic " + metadata.topic() + " at " + brokers.address() + ", partition "
                + metadata.partition() + ", offset " + metadata.offset()
                + ": a record lies here that belongs to offset "
                + offset + ": another loader writes, too; stop both, delete the topics and load again");
    }

    /**
     * Waits until the brokers hold every record.
     *
     * @throws UserException if one could not be sent
     */
    public void flush() {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw brokers.failure(e);
        }
        check();
    }

    private void answered(RecordMetadata metadata, Exception exception) {
        if (exception != null) {
            failure.compareAndSet(
                    null,
                    new UserException(
                            "Kafka at " + brokers.address() + " did not take every record (" + exception.getMessage()
                                    + "): see that it runs and has room, then run again to go on",
                            exception));
        }
    }

    private void check() {
        UserException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
