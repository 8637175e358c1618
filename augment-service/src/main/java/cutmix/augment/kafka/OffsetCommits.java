package cutmix.augment.kafka;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits the ends of acknowledged blocks, one commit at a time; what is acknowledged while one is under way goes with the
 * next.
 *
 * <p>A commit that fails is not repeated: it fails because the group rebalances, and then whoever is assigned the partition
 * mixes the block again, to the same bytes.
 */
final class OffsetCommits {

    private static final Logger LOGGER = Logger.getLogger(OffsetCommits.class);

    private final Function<Map<TopicPartition, OffsetAndMetadata>, Uni<Void>> commit;
    private Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();
    private boolean underWay;

    /** @param commit commits offsets, asynchronously */
    OffsetCommits(Function<Map<TopicPartition, OffsetAndMetadata>, Uni<Void>> commit) {
        this.commit = commit;
    }

    /**
     * All records of a partition below an offset are mixed, and the broker has acknowledged what came of them.
     *
     * @param topics of the partition and of what came of it: {@link cutmix.augment.topic.TopicPair#metadata}
     */
    synchronized void acknowledge(TopicPartition partition, long end, String topics) {
        pending.put(partition, new OffsetAndMetadata(end, topics));
        if (!underWay) {
            next();
        }
    }

    /** Drops what is not yet under way: it is of topics that are no more. */
    synchronized void forget() {
        pending.clear();
    }

    private synchronized void next() {
        underWay = !pending.isEmpty();
        if (underWay) {
            Map<TopicPartition, OffsetAndMetadata> offsets = pending;
            pending = new HashMap<>();
            commit.apply(offsets).subscribe().with(done -> next(), failure -> {
                LOGGER.infof(
                        "Offsets %s were not committed: %s",
                        offsets, failure.getClass().getSimpleName());
                next();
            });
        }
    }
}
