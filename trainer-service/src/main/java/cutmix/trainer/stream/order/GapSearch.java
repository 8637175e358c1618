package cutmix.trainer.stream.order;

import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Tells a gap from records that lie elsewhere in the log. On a topic with redeliveries, the offset of a sample is not known: where
 * retention has removed the records that came next, the same samples may lie further on, and where an augment worker has just
 * begun anew, the log may begin with samples of the middle. So the reading goes on from what is left, and only what is not found
 * by the end of the log is a gap.
 */
final class GapSearch {

    /** How long an augment worker may take to begin anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic;
    private final Consumer<?, ?> consumer;
    private final StrictOrder order;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<Integer, Long> aheadSince = new HashMap<>();

    /** @param nanoTime the clock, in nanoseconds */
    GapSearch(String topic, Consumer<?, ?> consumer, StrictOrder order, LongSupplier nanoTime) {
        this.topic = topic;
        this.consumer = consumer;
        this.order = order;
        this.nanoTime = nanoTime;
    }

    /**
     * Goes on from what is left of the partitions, where records were removed, or from the end, where the log does not reach so
     * far yet.
     *
     * @throws UserException if records were removed from a topic without redeliveries
     */
    void begin(OffsetOutOfRangeException removed) {
        Set<TopicPartition> partitions = removed.offsetOutOfRangePartitions().keySet();
        try {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> found = consumer.endOffsets(partitions);
            removed.offsetOutOfRangePartitions().forEach((partition, position) -> {
                if (position >= begins.get(partition)) {
                    consumer.seek(partition, Math.min(position, found.get(partition)));
                } else {
                    if (order.isExact()) {
                        throw noLongerHolds(removed);
                    }
                    consumer.seek(partition, begins.get(partition));
                    order.skipRemoved(partition.partition());
                    ends.put(partition, found.get(partition));
                }
            });
        } catch (TimeoutException e) {
            // The next poll finds the same.
        }
    }

    /** Tells the order of partitions in which nothing more can be found. */
    void end() {
        ends.entrySet().removeIf(end -> {
            boolean reached = consumer.position(end.getKey()) >= end.getValue();
            if (reached) {
                order.endOfLog(end.getKey().partition());
            }
            return reached;
        });
        for (int partition = 0; partition < order.partitions(); partition++) {
            if (!order.isAhead(partition)) {
                aheadSince.remove(partition);
            } else if (nanoTime.getAsLong() - aheadSince.computeIfAbsent(partition, any -> nanoTime.getAsLong())
                    > PATIENCE.toNanos()) {
                order.endOfLog(partition);
            }
        }
    }

    private UserException noLongerHolds(OffsetOutOfRangeException removed) {
        return new UserException(
                "topic " + topic + " no longer holds " + removed.offsetOutOfRangePartitions()
                        + ", which come next: its retention is too short; load again",
                removed);
    }
}
