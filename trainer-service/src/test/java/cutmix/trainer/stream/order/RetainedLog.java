package cutmix.trainer.stream.order;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock consumer, extended to a log that has an end and whose first records can be removed. */
class RetainedLog extends MockConsumer<byte[], byte[]> {

    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    RetainedLog(List<TopicPartition> partitions) {
        super("none");
        partitions.forEach(partition -> {
            begins.put(partition, 0L);
            ends.put(partition, 0L);
        });
        updateBeginningOffsets(begins);
        updateEndOffsets(ends);
    }

    /** Returns the offset of the next record of a partition. */
    long end(TopicPartition partition) {
        return ends.get(partition);
    }

    /** Called when a record was added. */
    void grow(TopicPartition partition) {
        ends.merge(partition, 1L, Long::sum);
        updateEndOffsets(ends);
    }

    /** Removes the records of a partition below an offset, as retention does. */
    void remove(TopicPartition partition, long below) {
        begins.put(partition, below);
        updateBeginningOffsets(begins);
    }

    /** Keeps the records of the other partitions, as a broker does and Kafka's mock does not. */
    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Map<TopicPartition, Long> outOfRange = new HashMap<>();
        for (TopicPartition partition : assignment()) {
            long position = position(partition);
            if (position < begins.get(partition) || position > ends.get(partition)) {
                outOfRange.put(partition, position);
            }
        }
        if (!outOfRange.isEmpty()) {
            throw new OffsetOutOfRangeException(outOfRange);
        }
        return super.poll(timeout);
    }
}
