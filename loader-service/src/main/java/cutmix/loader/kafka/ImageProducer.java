package cutmix.loader.kafka;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.lease.WriterLease;
import cutmix.schemas.size.TooLargeRecord;
import cutmix.schemas.topic.CompactedTopic;
import cutmix.schemas.topic.RefusedTimestamp;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;

/**
 * Sends records asynchronously while the lease is held, and reports a failure at the next call. After a failure it
 * sends nothing more, because records after a missing one would get wrong offsets.
 */
public final class ImageProducer {

    private final LoaderBrokers brokers;
    private final WriterLease lease;
    private final Producer<String, byte[]> producer;
    private final AtomicReference<UserException> failure = new AtomicReference<>();

    public ImageProducer(LoaderBrokers brokers, WriterLease lease, Producer<String, byte[]> producer) {
        this.brokers = brokers;
        this.lease = lease;
        this.producer = producer;
    }

    /**
     * Passes a record to the producer. Waits while its buffer is full or the lease is not confirmed.
     *
     * @throws UserException if this record or an earlier one cannot be sent, or this loader may no longer write
     */
    public void send(String topic, int partition, String key, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, key, value);
        send(record, (metadata, exception) -> answered(record, exception));
    }

    /**
     * Sends a record that must get a certain offset.
     *
     * @param headers headers of the record
     * @throws UserException in the cases above, or if an earlier record has another offset
     */
    public void sendTo(String topic, int partition, long offset, byte[] value, Iterable<Header> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, (String) null, value, headers);
        send(record, (metadata, exception) -> {
            if (exception == null && metadata.hasOffset() && metadata.offset() != offset) {
                fail(misplaced(metadata, offset));
            }
            answered(record, exception);
        });
    }

    private void send(ProducerRecord<String, byte[]> message, Callback callback) {
        long time = confirmedTime();
        try {
            producer.send(
                    new ProducerRecord<>(
                            message.topic(),
                            message.partition(),
                            time,
                            message.key(),
                            message.value(),
                            message.headers()),
                    callback);
        } catch (KafkaException | IllegalStateException e) {
            throw failure(e);
        }
    }

    /**
     * A timestamp from before the last check that the lease is fresh. If this process is paused after the check, the
     * record is too old for the brokers when it resumes.
     */
    private long confirmedTime() {
        long time;
        do {
            check();
            time = System.currentTimeMillis();
        } while (!lease.isFresh());
        return time;
    }

    private RuntimeException failure(RuntimeException thrown) {
        check();
        return isClosed(thrown)
                ? new UserException("stopped before everything was loaded: run again to resume", thrown)
                : brokers.failure(thrown);
    }

    /** Returns whether the application was told to stop, and has closed its channels before or during this call. */
    private static boolean isClosed(RuntimeException failure) {
        return failure instanceof IllegalStateException
                || "Producer closed while send in progress".equals(failure.getMessage());
    }

    /**
     * Waits until the brokers have stored every record.
     *
     * @throws UserException if a record could not be sent, or this loader may no longer write
     */
    public void flush() {
        try {
            producer.flush();
        } catch (KafkaException | IllegalStateException e) {
            throw failure(e);
        }
        check();
    }

    /**
     * Sends the pending records, unless a failure occurred, and then accepts no more.
     *
     * @return whether the brokers have answered all requests
     */
    public boolean close() {
        try {
            if (lease.covers() && failure.get() == null) {
                producer.flush();
            }
            return failure.get() == null;
        } catch (KafkaException | IllegalStateException e) {
            return false;
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void answered(ProducerRecord<String, byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException tooLarge) {
            fail(TooLargeRecord.of(record.topic(), record.partition(), record.value().length, tooLarge));
        } else if (exception != null) {
            fail(refused(record.topic(), exception));
        } else if (!lease.covers()) {
            // The process was paused. This runs in the producer's thread, before it sends its remaining records.
            producer.close(Duration.ZERO);
        }
    }

    private void fail(UserException why) {
        if (failure.compareAndSet(null, why)) {
            producer.close(Duration.ZERO);
        }
    }

    private UserException refused(String topic, Exception exception) {
        if (RefusedTimestamp.isReasonOf(exception)) {
            long greatestAge = lease.writer().times().delivery().toMillis();
            return RefusedTimestamp.of(topic, brokers.address(), greatestAge, "run again to resume", exception);
        }
        if (exception instanceof InvalidRecordException invalid) {
            return CompactedTopic.suspected(topic, brokers.address(), invalid);
        }
        return new UserException(
                "Kafka at " + brokers.address() + " did not accept all records (" + exception.getMessage()
                        + "): check that it runs and has free disk space, then run again to resume",
                exception);
    }

    private UserException misplaced(RecordMetadata metadata, long offset) {
        return new UserException("topic " + metadata.topic() + " at " + brokers.address() + ", partition "
                + metadata.partition() + ", offset " + metadata.offset()
                + ": the record here belongs at offset "
                + offset + ": another loader writes, too; stop both, delete the topics and load again");
    }

    private void check() {
        lease.check();
        UserException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
