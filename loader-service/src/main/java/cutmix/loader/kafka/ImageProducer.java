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
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Callback whenAnswered = this::answered;

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
        check();
        try {
            producer.send(new ProducerRecord<>(topic, partition, key, value), whenAnswered);
        } catch (KafkaException e) {
            throw brokers.failure(e);
        } catch (IllegalStateException e) {
            // The application was told to end, and has closed its channels.
            throw new UserException("stopped before everything was loaded: run again to go on", e);
        }
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
            failure.compareAndSet(null, exception);
        }
    }

    private void check() {
        Exception exception = failure.get();
        if (exception != null) {
            throw new UserException(
                    "Kafka at " + brokers.address() + " did not take every record (" + exception.getMessage()
                            + "): see that it runs and has room, then run again to go on",
                    exception);
        }
    }
}
