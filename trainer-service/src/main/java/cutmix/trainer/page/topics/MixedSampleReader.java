package cutmix.trainer.page.topics;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.UnreadableRecords;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import cutmix.schemas.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a few mixed samples at a time. */
final class MixedSampleReader implements AutoCloseable {

    private static final int MOST_RECORDS = 64;
    private static final int MOST_BYTES = 128 << 10;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 5;
    private static final Comparator<MixedImage> IN_ORDER =
            Comparator.comparingInt(MixedImage::getEpoch).thenComparingInt(MixedImage::getPosition);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<MixedImage> deserializer;
    private final UnreadableRecords unreadable;

    MixedSampleReader(PageBrokers brokers, UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        this.topic = brokers.topics().mixedImages();
        this.consumer = brokers.consumer(MOST_RECORDS, MOST_BYTES);
        this.deserializer = RecordFormat.of(brokers.clientConfig()).deserializer(MixedImage.class);
    }

    /**
     * Reads some samples in order.
     *
     * @param first approximate position of the first sample; the newest samples are read if it is empty or not mixed
     * yet
     */
    List<MixedImage> read(DatasetInfo info, Optional<SamplePosition> first, int count) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(PartitionInfo::partition)
                .filter(partition -> partition < info.getPartitions())
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        if (partitions.isEmpty()) {
            return List.of();
        }
        int each = (count + partitions.size() - 1) / partitions.size();
        consumer.assign(partitions);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        EpochLayout layout = EpochLayout.ofTraining(info);
        partitions.forEach(partition -> {
            long newest = ends.get(partition) - each;
            long wanted = first.map(at -> Math.min(newest, offset(layout, partition.partition(), at)))
                    .orElse(newest);
            consumer.seek(partition, Math.max(starts.get(partition), wanted));
        });
        consumer.resume(partitions);
        List<MixedImage> read = poll(info, each);
        // Paused partitions prefetch nothing until the next call.
        consumer.pause(partitions);
        return read.stream().sorted(IN_ORDER).limit(count).toList();
    }

    /** Returns the offset of a partition's first sample at or after a position. */
    private static long offset(EpochLayout layout, int partition, SamplePosition at) {
        if (at.position() >= layout.size()) {
            return layout.endOffset(partition, at.epoch());
        }
        int beyond = Math.floorMod(partition - at.position(), layout.partitions());
        long position = (long) at.position() + beyond;
        return position < layout.size()
                ? layout.offset(new SamplePosition(at.epoch(), (int) position))
                : layout.endOffset(partition, at.epoch());
    }

    private List<MixedImage> poll(DatasetInfo info, int each) {
        Map<TopicPartition, List<MixedImage>> read = new HashMap<>();
        Set<TopicPartition> wanted = new HashSet<>(consumer.assignment());
        for (int polls = 0; polls < POLLS && !wanted.isEmpty(); polls++) {
            for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(topic, consumed.partition());
                List<MixedImage> found = read.computeIfAbsent(partition, any -> new ArrayList<>());
                if (found.size() < each) {
                    decode(consumed, info).ifPresent(found::add);
                }
                if (found.size() == each && wanted.remove(partition)) {
                    // Without the pause, all prefetched records of this partition would come before those of the
                    // others.
                    consumer.pause(List.of(partition));
                }
            }
        }
        return read.values().stream().flatMap(List::stream).toList();
    }

    /** Returns empty for a record that is unreadable, belongs to another dataset, or replaces an unreadable image. */
    private Optional<MixedImage> decode(ConsumerRecord<byte[], byte[]> consumed, DatasetInfo info) {
        if (consumed.value() == null) {
            return Optional.empty();
        }
        try {
            MixedImage image = deserializer.deserialize(consumed.topic(), consumed.value());
            int bytes = info.getHeight() * info.getWidth() * info.getChannels();
            if (image.getPixels().remaining() == bytes && image.getEpoch() >= 1 && image.getPosition() >= 0) {
                return Optional.of(image);
            }
            unreadable.skip(consumed, "it is not an image of dataset " + Printable.of(info.getName()));
        } catch (SerializationException e) {
            unreadable.skip(consumed, e.getMessage());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
