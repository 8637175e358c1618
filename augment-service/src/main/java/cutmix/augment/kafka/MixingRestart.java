package cutmix.augment.kafka;

import cutmix.augment.group.WorkerGroup;
import cutmix.augment.health.WorkerHealth;
import cutmix.augment.kafka.TopicChangeSignals.ChangeSignal;
import cutmix.augment.topic.TopicPair;
import cutmix.augment.topic.TopicPairLookup;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Restarts mixing when topics are recreated or another dataset is loaded while the worker runs: Kafka's clients would
 * continue at their old offsets in the new topics without an error. Checks the topics every few seconds, and when a
 * signal arrives.
 *
 * <p>To restart, the worker stops mixing, drops unacknowledged blocks, and rejoins its group. {@link BlockAlignment}
 * then reads the description again, and detects that the committed offsets are of other topics. While a topic or the
 * description is missing, the worker waits and is not ready.
 */
@Singleton
public class MixingRestart {

    private static final Logger LOGGER = Logger.getLogger(MixingRestart.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Topics topics;
    private final TopicPairLookup pairs;
    private final CurrentDataset currentDataset;
    private final AssignedPartitions assignment;
    private final MixedBlocks blocks;
    private final TopicChangeSignals signals;
    private final WorkerGroup group;
    private final WorkerHealth health;
    private final WorkerFailure failure;
    private final PrintStream out;
    private final Thread watch = new Thread(this::watch, "topics-watch");
    private Optional<TopicPair> aligned = Optional.empty();
    private String waitingFor = "";

    MixingRestart(
            Topics topics,
            TopicPairLookup pairs,
            CurrentDataset currentDataset,
            AssignedPartitions assignment,
            MixedBlocks blocks,
            TopicChangeSignals signals,
            WorkerGroup group,
            WorkerHealth health,
            WorkerFailure failure,
            PrintStream out) {
        this.topics = topics;
        this.pairs = pairs;
        this.currentDataset = currentDataset;
        this.assignment = assignment;
        this.blocks = blocks;
        this.signals = signals;
        this.group = group;
        this.health = health;
        this.failure = failure;
        this.out = out;
        watch.setDaemon(true);
    }

    /** Starts the checks. */
    public void start() {
        watch.start();
    }

    @PreDestroy
    void stop() {
        watch.interrupt();
    }

    /**
     * Called when the partitions of this worker, if any, are aligned with these topics. From now on, their blocks are
     * written.
     */
    synchronized void aligned(TopicPair pair) {
        if (aligned.filter(pair::isSameAs).isEmpty()) {
            signals.clear(); // They concern the previous topics.
        }
        blocks.open(pair);
        aligned = Optional.of(pair);
        waitFor("");
    }

    /** Returns whether the partitions of this worker are aligned with these topics. */
    synchronized boolean isAlignedWith(TopicPair pair) {
        return aligned.filter(pair::isSameAs).isPresent();
    }

    /** Requests a new assignment of all partitions, and restarts each of them. */
    synchronized void restart(String reason) {
        begin(reason);
    }

    /**
     * Called when this worker has no partitions, or cannot mix them until something exists.
     *
     * @param missing description of what is missing; empty if nothing is missing
     */
    synchronized void stopped(String missing) {
        aligned = Optional.empty();
        assignment.revokeAll();
        blocks.drop();
        waitFor(missing);
    }

    private void watch() {
        try {
            while (true) {
                Optional<ChangeSignal> signal = signals.next(INTERVAL);
                try {
                    look(signal);
                } catch (KafkaException | UserException e) {
                    // The check is repeated if brokers do not answer. A failure that they caused is reported.
                    signal.flatMap(ChangeSignal::failure).ifPresent(failure::report);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure.report(e);
        }
    }

    private void look(Optional<ChangeSignal> signal) throws InterruptedException {
        TopicPair now = pairs.now();
        synchronized (this) {
            Optional<String> change =
                    aligned.flatMap(was -> was.changeTo(now, topics.trainImages(), topics.mixedImages()));
            if (change.isPresent()) {
                begin(change.get());
            } else if (aligned.isPresent()) {
                signal.ifPresent(this::follow);
            } else if (!waitingFor.isEmpty() && isWhole(now)) {
                join("all topics exist");
            }
        }
    }

    /** Handles a signal when the topics are unchanged: a failure then has another cause. */
    private void follow(ChangeSignal signal) {
        signal.failure().ifPresentOrElse(failure::report, () -> begin(signal.reason()));
    }

    private void begin(String reason) {
        LOGGER.warnf("%s: this worker discards its unwritten samples, and restarts", reason);
        aligned = Optional.empty();
        assignment.revokeAll();
        blocks.drop();
        join(reason);
    }

    private boolean isWhole(TopicPair now) {
        return now.isComplete()
                && currentDataset
                        .peek()
                        .filter(info -> now.mixed().orElseThrow().partitions() >= info.getPartitions())
                        .isPresent();
    }

    private void join(String reason) {
        group.rejoin(reason, failure::report);
    }

    private void waitFor(String what) {
        health.waits(!what.isEmpty());
        if (!what.equals(waitingFor) && !what.isEmpty()) {
            out.println("Waiting for " + what);
        }
        waitingFor = what;
    }
}
