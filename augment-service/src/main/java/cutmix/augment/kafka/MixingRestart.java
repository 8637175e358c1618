package cutmix.augment.kafka;

import cutmix.augment.group.WorkerGroup;
import cutmix.augment.health.WorkerHealth;
import cutmix.augment.kafka.TopicChangeSignals.Suspicion;
import cutmix.augment.topic.TopicPair;
import cutmix.augment.topic.TopicPairLookup;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Begins mixing anew when topics are deleted and made anew, or another dataset is loaded, under a running worker: Kafka's clients
 * go on at their old places in the new topics without a word. It looks every few seconds, and whenever there is a sign of it.
 *
 * <p>To begin anew, nothing more is mixed, what is on its way is dropped, and the worker joins its group again: {@link
 * BlockAlignment} then reads the description again, and finds that the committed offsets are of other topics. While a topic or
 * the description is missing, the worker waits, and is not ready.
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
    private final TopicChangeSignals suspicions;
    private final WorkerGroup group;
    private final WorkerHealth health;
    private final WorkerFailure failure;
    private final Thread watch = new Thread(this::watch, "topics-watch");
    private Optional<TopicPair> aligned = Optional.empty();
    private String waitingFor = "";

    MixingRestart(
            Topics topics,
            TopicPairLookup pairs,
            CurrentDataset currentDataset,
            AssignedPartitions assignment,
            MixedBlocks blocks,
            TopicChangeSignals suspicions,
            WorkerGroup group,
            WorkerHealth health,
            WorkerFailure failure) {
        this.topics = topics;
        this.pairs = pairs;
        this.currentDataset = currentDataset;
        this.assignment = assignment;
        this.blocks = blocks;
        this.suspicions = suspicions;
        this.group = group;
        this.health = health;
        this.failure = failure;
        watch.setDaemon(true);
    }

    /** Begins to look. */
    public void start() {
        watch.start();
    }

    @PreDestroy
    void stop() {
        watch.interrupt();
    }

    /** The partitions of this worker, if it has any, are aligned with these topics: blocks between them are written. */
    synchronized void aligned(TopicPair pair) {
        if (aligned.filter(pair::isSameAs).isEmpty()) {
            suspicions.clear(); // Those are of what was before.
        }
        blocks.open(pair);
        aligned = Optional.of(pair);
        waitFor("");
    }

    /** Whether the partitions of this worker are aligned with these topics. */
    synchronized boolean isAlignedWith(TopicPair pair) {
        return aligned.filter(pair::isSameAs).isPresent();
    }

    /** Has all partitions of this worker assigned anew, and begins each of them anew. */
    synchronized void beginAnew(String reason) {
        begin(reason);
    }

    /**
     * The partitions of this worker cannot be mixed before something is there, or there are none.
     *
     * @param what is missing, in words; empty for nothing
     */
    synchronized void stopped(String what) {
        aligned = Optional.empty();
        assignment.revokeAll();
        blocks.drop();
        waitFor(what);
    }

    private void watch() {
        try {
            while (true) {
                Optional<Suspicion> sign = suspicions.next(INTERVAL);
                try {
                    look(sign);
                } catch (KafkaException | UserException e) {
                    // Brokers that do not answer are asked again; what has failed because of them has failed.
                    sign.flatMap(Suspicion::failure).ifPresent(failure::report);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure.report(e);
        }
    }

    private void look(Optional<Suspicion> sign) throws InterruptedException {
        TopicPair now = pairs.now();
        synchronized (this) {
            Optional<String> change =
                    aligned.flatMap(was -> was.changeTo(now, topics.trainImages(), topics.mixedImages()));
            if (change.isPresent()) {
                begin(change.get());
            } else if (aligned.isPresent()) {
                sign.ifPresent(this::follow);
            } else if (!waitingFor.isEmpty() && isWhole(now)) {
                join("the topics are there");
            }
        }
    }

    /** The topics are the same: a failure had another cause. */
    private void follow(Suspicion sign) {
        sign.failure().ifPresentOrElse(failure::report, () -> begin(sign.reason()));
    }

    private void begin(String reason) {
        LOGGER.warnf("%s: this worker drops what it has not written, and begins anew", reason);
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
            System.out.println("Waiting for " + what);
        }
        waitingFor = what;
    }
}
