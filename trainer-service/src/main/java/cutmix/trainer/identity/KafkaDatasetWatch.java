package cutmix.trainer.identity;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.topic.TopicState;
import cutmix.trainer.identity.InitialTopics.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** A watch that queries the brokers. */
public final class KafkaDatasetWatch implements DatasetWatch {

    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final Duration CONFIRMATION = Duration.ofSeconds(1);
    private static final int CONFIRMATIONS = 3;

    private final WatchedCluster cluster;
    private final DatasetInfo info;
    private final DatasetIdentity identity;
    private final InitialTopics topics;
    private final ReplacedTopicAdvice advice;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private long askedAt;
    private boolean loaded = true;

    /**
     * @param cluster closed together with this watch
     * @param info dataset with which the trainer started
     * @param topics topics that the trainer reads
     * @param advice remedies for the user of the command
     * @param nanoTime clock in nanoseconds
     */
    KafkaDatasetWatch(
            WatchedCluster cluster,
            DatasetInfo info,
            InitialTopics topics,
            ReplacedTopicAdvice advice,
            LongSupplier nanoTime) {
        this.cluster = cluster;
        this.info = info;
        this.identity = DatasetIdentity.of(info);
        this.topics = topics;
        this.advice = advice;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.askedAt = nanoTime.getAsLong() - INTERVAL.toNanos();
    }

    /**
     * Starts the watch.
     *
     * @param clientConfig connection to the brokers
     * @param info dataset with which the trainer starts
     * @param names names of the topics that the trainer reads
     * @param advice remedies for the user of the command
     * @return empty if the dataset description was replaced in the meantime
     * @throws UserException if no broker answers
     */
    public static Optional<KafkaDatasetWatch> of(
            Map<String, Object> clientConfig,
            Topics topics,
            Duration brokerTimeout,
            DatasetInfo info,
            List<String> names,
            ReplacedTopicAdvice advice)
            throws InterruptedException {
        KafkaCluster cluster = new KafkaCluster(clientConfig, topics, brokerTimeout);
        try {
            InitialTopics begun = new InitialTopics(names, cluster.topics(names));
            KafkaDatasetWatch watch = new KafkaDatasetWatch(cluster, info, begun, advice, System::nanoTime);
            if (watch.describes(cluster.dataset())) {
                return Optional.of(watch);
            }
            cluster.close();
            return Optional.empty();
        } catch (KafkaException e) {
            cluster.close();
            throw cluster.failure(e);
        }
    }

    /**
     * Returns the topics that do not exist.
     *
     * @throws UserException if no broker answers
     */
    public List<String> missing(List<String> names) throws InterruptedException {
        try {
            Map<String, ?> there = cluster.topics(names);
            return names.stream().filter(name -> !there.containsKey(name)).toList();
        } catch (KafkaException e) {
            throw cluster.failure(e);
        }
    }

    private boolean describes(Optional<DatasetInfo> found) {
        return found.map(DatasetIdentity::of).filter(identity::equals).isPresent();
    }

    @Override
    public boolean isForeign(ConsumerRecord<?, ?> consumed) {
        return identity.differsFrom(consumed.headers());
    }

    @Override
    public synchronized boolean isLoaded() {
        long now = nanoTime.getAsLong();
        if (loaded && now - askedAt >= INTERVAL.toNanos()) {
            askedAt = now;
            Optional<DatasetInfo> found = found();
            loaded = found.isEmpty() || describes(found);
        }
        return loaded;
    }

    @Override
    public UserException foreign(ConsumerRecord<?, ?> consumed) {
        Optional<DatasetInfo> other =
                found().filter(found -> !DatasetIdentity.of(found).differsFrom(consumed.headers()));
        String what = other.map(DatasetIdentity::words)
                .orElse("another dataset (identity " + DatasetIdentity.shown(consumed.headers()) + ")");
        return new UserException("topic " + consumed.topic() + ", partition " + consumed.partition() + ", offset "
                + consumed.offset() + ": the record belongs to " + what + ", not to " + DatasetIdentity.words(info)
                + ", which this trainer reads: "
                + (other.isPresent() ? advice.ofAnother() : "delete the topic and load again"));
    }

    @Override
    public Optional<String> shortage(String topic) {
        int wanted = info.getPartitions();
        return topics.latest(topic)
                .map(TopicState::partitions)
                .filter(count -> count < wanted)
                .map(count -> "topic " + topic + " to have " + wanted + " partitions instead of " + count
                        + ": delete it, and start the loader or run ./cutmix topics create");
    }

    @Override
    public void look() {
        if (isTime()) {
            try {
                verify();
            } catch (KafkaException e) {
                // The next look tries again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void require() {
        long deadline = nanoTime.getAsLong() + MAX_WAIT.toNanos();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                verify();
                return;
            } catch (RetriableException e) {
                if (nanoTime.getAsLong() > deadline) {
                    throw cluster.failure(e);
                }
            } catch (KafkaException e) {
                throw cluster.failure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean isTime() {
        long now = nanoTime.getAsLong();
        boolean time = now - lookedAt >= INTERVAL.toNanos();
        if (time) {
            lookedAt = now;
        }
        return time;
    }

    private void verify() throws InterruptedException {
        Optional<Change> change = topics.change(cluster.topics(topics.names()));
        if (change.isPresent() && !change.get().exists()) {
            // A broker that has just started may not know all topics yet.
            Thread.sleep(CONFIRMATION.toMillis());
            change = topics.change(cluster.topics(topics.names()));
        }
        if (change.isPresent()) {
            throw new UserException(change.get() + " while this trainer read it" + consequence(change.get()));
        }
    }

    private String consequence(Change change) throws InterruptedException {
        Optional<DatasetInfo> now = found();
        // Deleted topics are often reloaded at once; the message is then more specific.
        for (int again = 0; now.isEmpty() && again < CONFIRMATIONS; again++) {
            Thread.sleep(CONFIRMATION.toMillis());
            now = found();
        }
        if (now.isPresent() && !describes(now)) {
            return ", and " + DatasetIdentity.words(now.get()) + " is loaded in place of " + DatasetIdentity.words(info)
                    + ": " + advice.ofAnother();
        }
        return change.exists() && now.isPresent()
                ? ": " + advice.ofSameDataset()
                : ": load " + DatasetIdentity.words(info) + " again, then " + advice.ofSameDataset();
    }

    /** Returns the current dataset description; empty if it is unknown. */
    private Optional<DatasetInfo> found() {
        try {
            return cluster.dataset();
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
