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
 * The growth rate of a topic as the broker reports it, which measures all writers alike.
 *
 * @param records number of records written in the measured time
 * @param time measured time
 * @param writer processor time of the writer in the measured time
 * @param broker processor time of the broker in the measured time
 */
record ThroughputProbe(long records, Duration time, Duration writer, Duration broker) {

    /** The share of records before the measurement, while the writer's code is being compiled. */
    private static final double WARM = 0.4;

    private static final long PAUSE_MILLIS = 20;

    /**
     * Measures from two fifths of the records to the last; returns when all exist.
     *
     * @param writer process that writes; if it ends during the measurement, it must succeed
     */
    static ThroughputProbe of(Cluster cluster, String topic, long records, ChildProcess writer)
            throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(cluster.clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Mark warm = null;
            Duration processorTime = Duration.ZERO;
            while (true) {
                // A writer that has ended has no processor time any more.
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

    /** Records per second. */
    double rate() {
        return records / seconds(time);
    }

    /** Seconds of the writer's processor time per record. */
    double writerCost() {
        return seconds(writer) / records;
    }

    /** Seconds of the broker's processor time per record. */
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
            return 0; // The topic does not exist yet.
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
