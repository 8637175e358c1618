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
 * Distinguishes missing samples from samples that are elsewhere in the log. On a topic with redeliveries, the offset of
 * a sample is unknown: if retention has removed the next records, the same samples may follow later, and if an augment
 * worker has just restarted, the log may start in the middle of an epoch. Reading therefore continues with the
 * remaining records; a sample is missing only if it is not found before the end of the log.
 */
final class GapSearch {

    /** How long an augment worker may take to restart. */
    private static final Duration RESTART_TIME = Duration.ofSeconds(60);

    private final String topic;
    private final Consumer<?, ?> consumer;
    private final StrictOrder order;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<Integer, Long> aheadSince = new HashMap<>();

    /** @param nanoTime clock in nanoseconds */
    GapSearch(String topic, Consumer<?, ?> consumer, StrictOrder order, LongSupplier nanoTime) {
        this.topic = topic;
        this.consumer = consumer;
        this.order = order;
        this.nanoTime = nanoTime;
    }

    /**
     * Continues from the first remaining record of partitions whose records were removed, or from the end if the log is
     * shorter than the position.
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
                        throw removedFailure(removed);
                    }
                    consumer.seek(partition, begins.get(partition));
                    order.skipRemoved(partition.partition());
                    ends.put(partition, found.get(partition));
                }
            });
        } catch (TimeoutException e) {
            // The next poll fails in the same way.
        }
    }

    /** Tells the order which partitions have been read to their ends. */
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
                    > RESTART_TIME.toNanos()) {
                order.endOfLog(partition);
            }
        }
    }

    private UserException removedFailure(OffsetOutOfRangeException removed) {
        return new UserException(
                "topic " + topic + " no longer holds " + removed.offsetOutOfRangePartitions()
                        + ", which come next: its retention is too short; load again",
                removed);
    }
}
