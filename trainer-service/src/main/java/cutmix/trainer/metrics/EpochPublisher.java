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
 * Publishes each epoch of a run that is not on the metrics topic yet: a process may have been killed between an epoch's record and
 * its checkpoint, and the topic may have been made anew since.
 *
 * <p>All trainers of a run share one transactional id. Whoever gets the run's lease first makes the producer of the trainer before
 * it unable to commit, and then looks what is on the topic. So a trainer that was suspended, and still takes itself for the one
 * that writes, publishes nothing.
 */
public final class EpochPublisher implements TrainingListener, AutoCloseable {

    /** How often in succession a write may fail for a reason that does not tell whether it was kept. */
    private static final int ATTEMPTS = 5;

    private final RunTopic topic;
    private final Runnable confirmLease;
    private Producer<String, String> producer;
    private Set<Integer> published;

    /**
     * Where the epochs of a run are published.
     *
     * @param brokers their addresses, as configured
     * @param producers make a producer with the run's transactional id
     * @param published the epochs of the run that are there now
     */
    public record RunTopic(
            String name,
            Object brokers,
            Supplier<Producer<String, String>> producers,
            Supplier<Set<Integer>> published) {}

    /** @param confirmLease returns when it is certain that this process trains the run, and fails if it does not */
    public EpochPublisher(RunTopic topic, Runnable confirmLease) {
        this.topic = topic;
        this.confirmLease = confirmLease;
    }

    /** Keeps every trainer that had the run before from publishing, and publishes what is missing of these epochs. */
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
     * Returns when the brokers have the record, or, with the thread's interrupt status set, when the thread is interrupted: a
     * trainer that is told to end does not wait for brokers. Whether they have the record is not known then, and whoever goes on
     * with the run has to look.
     *
     * @throws UserException if they do not take it, or another trainer has taken over
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
                Thread.currentThread().interrupt();
                disconnect();
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
                // Fenced by a trainer that has the lease, this one has lost it; by one that woke too late, it goes on.
                if (!Fencing.tellsOf(e) && ++failures == ATTEMPTS) {
                    throw new UserException(
                            "the metrics of epoch " + metrics.getEpoch() + " could not be published: " + e.getMessage()
                                    + ": see that Kafka at " + topic.brokers() + " runs, then start again to go on",
                            e);
                }
            }
        }
    }

    private void connect() {
        if (producer == null) {
            Producer<String, String> made = topic.producers().get();
            try {
                // Aborts what another trainer has under way, or waits until what it committed can be seen.
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
