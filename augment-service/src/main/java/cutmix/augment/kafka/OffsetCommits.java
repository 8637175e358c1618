package cutmix.augment.kafka;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits the ends of acknowledged blocks, one commit at a time. The next commit includes the blocks that are
 * acknowledged during a commit.
 *
 * <p>A failed commit is not repeated: it fails because the group rebalances, and the partition's next owner then mixes
 * the block again, to the same bytes.
 */
final class OffsetCommits {

    private static final Logger LOGGER = Logger.getLogger(OffsetCommits.class);

    private final Function<Map<TopicPartition, OffsetAndMetadata>, Uni<Void>> commit;
    private Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();
    private boolean underWay;

    /** @param commit commits offsets asynchronously */
    OffsetCommits(Function<Map<TopicPartition, OffsetAndMetadata>, Uni<Void>> commit) {
        this.commit = commit;
    }

    /**
     * Called when all records of a partition below an offset are mixed, and the broker has acknowledged the results.
     *
     * @param topics metadata of the pair of topics: {@link cutmix.augment.topic.TopicPair#metadata}
     */
    synchronized void acknowledge(TopicPartition partition, long end, String topics) {
        pending.put(partition, new OffsetAndMetadata(end, topics));
        if (!underWay) {
            next();
        }
    }

    /** Drops commits that have not started, because their topics no longer exist. */
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
