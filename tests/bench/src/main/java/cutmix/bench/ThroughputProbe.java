package cutmix.bench;

import cutmix.launcher.child.ChildProcess;
import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How fast a topic grows, as the broker tells it: so all writers are measured alike, whatever they print.
 *
 * @param records that were written in the time that counts
 * @param time that counts
 * @param writer processor time of the writer meanwhile
 * @param broker processor time of the broker meanwhile
 */
record ThroughputProbe(long records, Duration time, Duration writer, Duration broker) {

    /** Of all records: before that, the writer's code is still being compiled. */
    private static final double WARM = 0.4;

    private static final long PAUSE_MILLIS = 20;

    /**
     * From two fifths of the records to the last; returns when all are there.
     *
     * @param writer may end, but only well
     */
    static ThroughputProbe of(Cluster cluster, String topic, long records, ChildProcess writer)
            throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(cluster.clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Mark warm = null;
            Duration processorTime = Duration.ZERO;
            while (true) {
                // Of a writer that has ended, there is none any more.
                processorTime = writer.isAlive() ? writer.processorTime() : processorTime;
                long written = written(consumer, topic);
                Mark now = new Mark(System.nanoTime(), written, processorTime, cluster.brokerProcessorTime());
                if (warm == null && now.written >= WARM * records) {
                    warm = now;
                }
                if (now.written >= records) {
                    return warm.until(now);
                }
                if (!writer.isAlive() && writer.exitCode() != 0) {
                    throw new UserException(writer.failure());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Records a second. */
    double rate() {
        return records / seconds(time);
    }

    /** Seconds of the writer's processor time for a record. */
    double writerCost() {
        return seconds(writer) / records;
    }

    /** Seconds of the broker's processor time for a record. */
    double brokerCost() {
        return seconds(broker) / records;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() * 1e-9;
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

    private record Mark(long nanoTime, long written, Duration writer, Duration broker) {

        ThroughputProbe until(Mark end) {
            return new ThroughputProbe(
                    end.written - written,
                    Duration.ofNanos(end.nanoTime - nanoTime),
                    end.writer.minus(writer),
                    end.broker.minus(broker));
        }
    }
}
