package cutmix.trainer.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.lease.Fencing;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.size.TooLargeRecord;
import cutmix.trainer.training.TrainingListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Publishes each epoch of a run that is not on the metrics topic yet. A process may have been killed between an epoch's
 * record and its checkpoint, and the topic may have been recreated since.
 * <p>All trainers of a run share one transactional id. A trainer that acquires the lease of the run first fences the
 * producer of its predecessor and then reads the topic. A trainer that was suspended and lost the lease therefore
 * cannot publish.
 */
public final class EpochPublisher implements TrainingListener, AutoCloseable {

    /** Number of successive writes that may fail without a known outcome. */
    private static final int ATTEMPTS = 5;

    private final RunTopic topic;
    private final Runnable confirmLease;
    private Producer<String, String> producer;
    private Set<Integer> published;

    /**
     * The topic on which the epochs of a run are published.
     *
     * @param brokers broker addresses as configured
     * @param producers creates a producer with the run's transactional id
     * @param published reads the epochs of the run that are on the topic
     */
    public record RunTopic(
            String name,
            Object brokers,
            Supplier<Producer<String, String>> producers,
            Supplier<Set<Integer>> published) {}

    /**
     * @param confirmLease returns when it is certain that this process trains the run, and throws an exception if it
     * does not
     */
    public EpochPublisher(RunTopic topic, Runnable confirmLease) {
        this.topic = topic;
        this.confirmLease = confirmLease;
    }

    /** Fences all previous trainers of the run, and publishes those of the given epochs that are missing. */
    public void begin(List<EpochMetrics> finished) {
        confirmLease.run();
        try {
            connect();
        } catch (AuthenticationException e) {
            throw BrokerFailure.unauthenticated(topic.brokers(), e);
        } catch (KafkaException e) {
            throw BrokerFailure.failed(topic.brokers(), e);
        }
        finished.forEach(this::epochEnded);
    }

    /**
     * Returns when the brokers have acknowledged the record. If the thread is interrupted, the method returns without
     * waiting for the brokers, and leaves the interrupt flag set. The outcome is then unknown, and the next trainer of
     * the run reads the topic to find out.
     *
     * @throws UserException if the brokers reject the record, or another trainer has taken over
     */
    @Override
    public void epochEnded(EpochMetrics metrics) {
        int failures = 0;
        while (true) {
            try {
                confirmLease.run();
                connect();
                if (!published.contains(metrics.getEpoch())) {
                    write(metrics);
                    published.add(metrics.getEpoch());
                }
                return;
            } catch (InterruptException e) {
                Thread.interrupted(); // The producer's close waits for its thread, and would be interrupted, too.
                disconnect();
                Thread.currentThread().interrupt();
                return;
            } catch (UserException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                throw e;
            } catch (KafkaException e) {
                disconnect();
                TooLargeRecord.in(e).ifPresent(tooLarge -> {
                    throw TooLargeRecord.of(
                            topic.name(), 0, EpochMetricsJson.write(metrics).length(), tooLarge);
                });
                // A trainer with the lease may have fenced this producer; then confirmLease fails. A resumed trainer
                // without the lease may have fenced it; then the loop continues.
                if (!Fencing.isFencing(e) && ++failures == ATTEMPTS) {
                    throw new UserException(
                            "the metrics of epoch " + metrics.getEpoch() + " could not be published: " + e.getMessage()
                                    + ": check that Kafka at " + topic.brokers() + " is running, then start again to"
                                    + " resume",
                            e);
                }
            }
        }
    }

    private void connect() {
        if (producer == null) {
            Producer<String, String> made = topic.producers().get();
            try {
                // Aborts an open transaction of another trainer, or waits until its committed records are visible.
                made.initTransactions();
                published = topic.published().get();
                producer = made;
            } catch (RuntimeException e) {
                made.close(Duration.ZERO);
                throw e;
            }
        }
    }

    private void write(EpochMetrics metrics) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic.name(), 0, metrics.getRun(), EpochMetricsJson.write(metrics)));
        producer.commitTransaction();
    }

    private void disconnect() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
