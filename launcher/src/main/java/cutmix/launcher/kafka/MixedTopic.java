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

/** The mixed images, for a look at some of them; read without a consumer group. */
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
     * The first samples of an epoch in the order of training, but for those that could not be mixed; fewer where there are
     * fewer, at least one.
     *
     * @param epoch counted from 1; 0 for the first that is there
     * @param mayWait asked while there are too few, now and then
     * @throws UserException if there is no such topic, or no sample that can be read
     */
    public List<MixedSample> first(int count, int epoch, BooleanSupplier mayWait) {
        try {
            Map<TopicPartition, Long> enough = seek(count, epoch);
            Map<TopicPartition, Long> ends = consumer.endOffsets(enough.keySet(), Brokers.TIMEOUT);
            // An epoch has no more than all images.
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

    /** Goes to the epoch's begin; returns, for each partition, the offset up to which its part of the samples lies. */
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
            // No sample lies before the offset that the layout gives.
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
            return; // In place of an image that could not be read.
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
                    + "): set CUTMIX_REGISTRY_URL as the services have it";
        }
        return epoch == 0
                ? place + " is empty: start an augment worker"
                : place + " holds no image of epoch " + epoch + ": take another --epoch, or start an augment worker";
    }

    @Override
    public void close() {
        consumer.close();
    }
}
