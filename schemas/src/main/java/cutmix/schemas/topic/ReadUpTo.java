package cutmix.schemas.topic;

import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a partition up to an offset. */
public final class ReadUpTo {

    private ReadUpTo() {}

    /**
     * Polls until the consumer has reached an offset that was recently the partition's end. If the topic is deleted in
     * the meantime, or recreated with fewer records, the consumer never reaches the offset. Therefore, each time the
     * position has not changed for {@code timeout}, this method compares the offset with the partition's end.
     *
     * @param end the offset
     * @param timeout how long a broker may take to answer
     * @param poll polls once, and processes the records
     * @throws UserException if the topic has been replaced
     * @throws TimeoutException if the brokers do not answer
     */
    public static void end(
            Consumer<?, ?> consumer, TopicPartition partition, long end, Duration timeout, Runnable poll) {
        long position = position(consumer, partition, end, timeout);
        long moved = System.nanoTime();
        while (position < end) {
            poll.run();
            long next = position(consumer, partition, end, timeout);
            if (next != position) {
                position = next;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved >= timeout.toNanos()) {
                requireEnd(consumer, partition, end, timeout);
                moved = System.nanoTime();
            }
        }
    }

    /** If the topic no longer exists, a consumer waits while it looks up the first offset. */
    private static long position(Consumer<?, ?> consumer, TopicPartition partition, long end, Duration timeout) {
        try {
            return consumer.position(partition, timeout);
        } catch (TimeoutException e) {
            requireEnd(consumer, partition, end, timeout);
            throw e;
        }
    }

    private static void requireEnd(Consumer<?, ?> consumer, TopicPartition partition, long end, Duration timeout) {
        if (consumer.partitionsFor(partition.topic(), timeout).isEmpty()
                || consumer.endOffsets(List.of(partition), timeout).get(partition) < end) {
            throw new UserException("topic " + partition.topic() + " was deleted, or created again, while partition "
                    + partition.partition() + " was read up to offset " + end + ": start again");
        }
    }
}
