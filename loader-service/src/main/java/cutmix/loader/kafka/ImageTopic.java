package cutmix.loader.kafka;

import cutmix.loader.log.ImageLog;
import cutmix.loader.log.LogEnds;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.UngroupedConsumer;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds the end of an image topic, and checks its content.
 *
 * @param format format of its values
 */
public record ImageTopic(LoaderBrokers brokers, RecordFormat format, String topic) {

    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Returns the end of each partition, after checking that the topic contains the beginning of the given log.
     *
     * @param beginningMayLack whether the brokers may have removed the oldest records
     * @throws UserException if the topic's first records are missing, if it contains more than the log, or if it ends
     *     with another record
     */
    public LogEnds ends(ImageLog log, boolean beginningMayLack) {
        List<TopicPartition> partitions = IntStream.range(0, log.layout().partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(partitions);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, brokers.timeout());
            Map<TopicPartition, Long> found = consumer.endOffsets(partitions, brokers.timeout());
            LogEnds ends = new LogEnds(
                    log.layout(), partitions.stream().map(found::get).toList());
            ends.partitionBeyond(log.epochs()).ifPresent(partition -> {
                throw foreign(partition, ends.ends().get(partition) - 1, "holds more than " + log.epochs() + " epochs");
            });
            beginnings.forEach((partition, beginning) -> {
                if (beginning > 0 && !beginningMayLack) {
                    throw foreign(
                            partition.partition(),
                            0,
                            "was deleted, by retention or by hand; if it was loaded with --max-epochs-ahead, use that option again");
                }
            });
            found.entrySet().removeIf(end -> end.getValue().equals(beginnings.get(end.getKey())));
            lastRecords(consumer, found).forEach(last -> check(last, log));
            return ends;
        } catch (KafkaException e) {
            throw brokers.failure(e);
        }
    }

    /** Reads the last record of each partition, all in one fetch. */
    private Collection<ConsumerRecord<byte[], byte[]>> lastRecords(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        consumer.assign(ends.keySet());
        ends.forEach((partition, end) -> consumer.seek(partition, end - 1));
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        long deadline = System.nanoTime() + brokers.timeout().toNanos();
        while (last.size() < ends.size()) {
            consumer.poll(POLL).forEach(consumed -> last.putIfAbsent(partition(consumed), consumed));
            if (System.nanoTime() > deadline) {
                throw brokers.failure(new TimeoutException());
            }
        }
        return last.values();
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> consumed) {
        return new TopicPartition(consumed.topic(), consumed.partition());
    }

    private void check(ConsumerRecord<byte[], byte[]> last, ImageLog log) {
        SamplePosition expected = log.layout().at(last.partition(), last.offset());
        try {
            LabeledImage image = format.deserializer(LabeledImage.class).deserialize(topic, last.value());
            if (!image.equals(log.at(expected))) {
                throw foreign(last.partition(), last.offset(), "is not the image of " + expected);
            }
        } catch (SerializationException e) {
            throw foreign(last.partition(), last.offset(), "is not an image (" + e.getMessage() + ")");
        }
    }

    private UserException foreign(int partition, long offset, String what) {
        return new UserException("topic " + topic + " at " + brokers.address() + ", partition " + partition
                + ", offset " + offset + ": the record " + what + "; delete the topic and load again");
    }

    private Consumer<byte[], byte[]> consumer() {
        return UngroupedConsumer.of(brokers.clientConfig())
                .closingAtOnce()
                .failingAtMissingOffsets()
                .create();
    }
}
