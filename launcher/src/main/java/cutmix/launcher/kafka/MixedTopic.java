package cutmix.launcher.kafka;

import cutmix.launcher.picture.MixedSample;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads some samples from the topic of mixed images, without a consumer group. */
public final class MixedTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Comparator<SamplePosition> ORDER =
            Comparator.comparingInt(SamplePosition::epoch).thenComparingInt(SamplePosition::position);

    private final Brokers brokers;
    private final DatasetInfo info;
    private final String topic;
    private final Deserializer<MixedImage> deserializer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SortedMap<SamplePosition, MixedSample> found = new TreeMap<>(ORDER);
    private String unreadable = "";

    public MixedTopic(Brokers brokers, DatasetInfo info) {
        this.brokers = brokers;
        this.info = info;
        this.topic = brokers.topics().mixedImages();
        this.deserializer = RecordFormat.of(brokers.clientConfig()).deserializer(MixedImage.class);
        consumer = brokers.consumer().create();
    }

    /**
     * Returns the first samples of an epoch in training order, without those that could not be mixed; at least one.
     *
     * @param epoch counted from 1; 0 for the first available epoch
     * @param mayWait called repeatedly while there are too few samples; returns whether to continue waiting
     * @throws UserException if the topic does not exist, or contains no readable sample
     */
    public List<MixedSample> first(int count, int epoch, BooleanSupplier mayWait) {
        try {
            Map<TopicPartition, Long> enough = seek(count, epoch);
            Map<TopicPartition, Long> ends = consumer.endOffsets(enough.keySet(), Brokers.TIMEOUT);
            // An epoch has at most as many samples as there are images.
            int wanted = Math.min(count, info.getTrainSize());
            while (!isRead(enough) || found.size() < wanted && (!isRead(ends) || mayWait.getAsBoolean())) {
                for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL)) {
                    take(consumed, epoch);
                }
            }
        } catch (KafkaException e) {
            throw BrokerFailure.failed(brokers.bootstrapServers(), e);
        }
        if (found.isEmpty()) {
            throw new UserException(nothing(epoch));
        }
        return found.values().stream().limit(count).toList();
    }

    /** Seeks to the beginning of the epoch. Returns the end offset of the requested samples in each partition. */
    private Map<TopicPartition, Long> seek(int count, int epoch) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, Brokers.TIMEOUT).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UserException("topic " + topic + " at " + brokers.bootstrapServers()
                    + " does not exist: start the loader and an augment worker");
        }
        consumer.assign(partitions);
        EpochLayout layout = EpochLayout.ofTraining(info);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, Brokers.TIMEOUT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, Brokers.TIMEOUT);
        Map<TopicPartition, Long> enough = new HashMap<>();
        for (TopicPartition partition : partitions) {
            // No sample is before the offset that the layout gives.
            long earliest = Math.max(
                    beginnings.get(partition), layout.endOffset(partition.partition(), Math.max(0, epoch - 1)));
            long begin = Math.min(earliest, ends.get(partition));
            consumer.seek(partition, begin);
            enough.put(partition, Math.min(begin + count, ends.get(partition)));
        }
        return enough;
    }

    private boolean isRead(Map<TopicPartition, Long> enough) {
        return enough.entrySet().stream()
                .allMatch(partition -> consumer.position(partition.getKey()) >= partition.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> consumed, int epoch) {
        if (consumed.value() == null) {
            return; // Marks an unreadable image.
        }
        try {
            MixedImage image = deserializer.deserialize(topic, consumed.value());
            if (epoch == 0 || image.getEpoch() == epoch) {
                found.put(new SamplePosition(image.getEpoch(), image.getPosition()), MixedSample.of(image, info));
            }
        } catch (SerializationException | IllegalArgumentException e) {
            unreadable = e.getMessage();
        }
    }

    private String nothing(int epoch) {
        String place = "topic " + topic + " at " + brokers.bootstrapServers();
        if (!unreadable.isEmpty()) {
            return place + " holds nothing that can be read (" + unreadable
                    + "): set CUTMIX_REGISTRY_URL as for the services";
        }
        return epoch == 0
                ? place + " is empty: start an augment worker"
                : place + " holds no image of epoch " + epoch + ": use another --epoch, or start an augment worker";
    }

    @Override
    public void close() {
        consumer.close();
    }
}
