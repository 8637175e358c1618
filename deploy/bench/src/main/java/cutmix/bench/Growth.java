package cutmix.bench;

import cutmix.local.ChildProcess;
import cutmix.schemas.UserException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How fast a topic grows, as the broker tells it: so all writers are measured alike, whatever they print. */
final class Growth {

    /** Of all records: before that, the writer's code is still being compiled. */
    private static final double WARM = 0.4;

    private static final long PAUSE_MILLIS = 20;

    private Growth() {}

    /**
     * Records a second, from two fifths of them to the last; returns when all are there.
     *
     * @param writer may end, but only well
     */
    static double rate(Cluster cluster, String topic, long records, ChildProcess writer) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(cluster.clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            long warm = 0;
            long start = 0;
            while (true) {
                long now = System.nanoTime();
                long written = written(consumer, topic);
                if (start == 0 && written >= WARM * records) {
                    start = now;
                    warm = written;
                }
                if (written >= records) {
                    return (written - warm) / ((now - start) * 1e-9);
                }
                if (!writer.isAlive() && writer.exitCode() != 0) {
                    throw new UserException(writer.failure());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static long written(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = IntStream.range(0, Cluster.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try {
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (TimeoutException e) {
            return 0; // There is no such topic yet.
        }
    }
}
