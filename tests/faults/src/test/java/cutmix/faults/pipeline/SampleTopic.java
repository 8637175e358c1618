package cutmix.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** An image topic, read while it grows. Repeated samples must be byte-equal. */
public final class SampleTopic implements AutoCloseable {

    private final Function<byte[], SamplePosition> place;
    private final Predicate<Headers> counts;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<SamplePosition, byte[]> samples = new HashMap<>();
    private long records;

    private SampleTopic(
            String brokers, String topic, Function<byte[], SamplePosition> place, Predicate<Headers> counts) {
        this.place = place;
        this.counts = counts;
        consumer = consumer(
                brokers,
                IntStream.range(0, ServicePipeline.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList());
    }

    /** Reads partitions, which need not exist yet, from their beginnings, and skips uncommitted records. */
    public static KafkaConsumer<byte[], byte[]> consumer(String brokers, List<TopicPartition> partitions) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false,
                        "fetch.max.wait.ms",
                        20,
                        "retry.backoff.ms",
                        20,
                        "reconnect.backoff.max.ms",
                        200),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(partitions);
        return consumer;
    }

    public static SampleTopic plain(String brokers, String topic) {
        AvroDeserializer<LabeledImage> deserializer = new AvroDeserializer<>(LabeledImage.class);
        return new SampleTopic(
                brokers,
                topic,
                value -> {
                    LabeledImage image = deserializer.deserialize(topic, value);
                    return new SamplePosition(image.getEpoch(), image.getPosition());
                },
                any -> true);
    }

    public static SampleTopic mixed(String brokers, String topic) {
        return mixed(brokers, topic, any -> true);
    }

    /** The samples of one dataset; a worker may have sent others before the topic was created. */
    public static SampleTopic mixed(String brokers, String topic, DatasetIdentity identity) {
        return mixed(brokers, topic, headers -> !identity.differsFrom(headers));
    }

    private static SampleTopic mixed(String brokers, String topic, Predicate<Headers> counts) {
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        return new SampleTopic(
                brokers,
                topic,
                value -> {
                    MixedImage image = deserializer.deserialize(topic, value);
                    return new SamplePosition(image.getEpoch(), image.getPosition());
                },
                counts);
    }

    /** The number of distinct samples so far. */
    public int grown() {
        for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(Duration.ofMillis(5))) {
            records++;
            if (!counts.test(consumed.headers())) {
                continue;
            }
            if (consumed.value() == null) { // Marks an unreadable image.
                continue;
            }
            SamplePosition at = place.apply(consumed.value());
            byte[] earlier = samples.putIfAbsent(at, consumed.value());
            assertThat(earlier == null ? consumed.value() : earlier)
                    .as(at.toString())
                    .isEqualTo(consumed.value());
        }
        return samples.size();
    }

    /** All samples so far, by their place. */
    public Map<SamplePosition, byte[]> samples() {
        Collection<TopicPartition> partitions = consumer.assignment();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            grown();
        }
        return Map.copyOf(samples);
    }

    /** The number of records read, including repeated ones. */
    public long records() {
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
