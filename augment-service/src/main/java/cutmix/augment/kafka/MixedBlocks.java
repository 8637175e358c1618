package cutmix.augment.kafka;

import cutmix.augment.block.PlainBlock;
import cutmix.augment.progress.MixingProgress;
import cutmix.augment.topic.TopicPair;
import cutmix.schemas.MixedImage;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.RecordFormat;
import cutmix.schemas.topic.CompactedTopic;
import cutmix.schemas.topic.RefusedTimestamp;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/**
 * Writes blocks to the mixed topic, and commits their offsets when the brokers have acknowledged them. Each pair of
 * topics has its own producer: if the mixed topic is recreated, an old producer would write its buffered records to the
 * new topic.
 *
 * <p>There is no producer while the mixed topic does not exist, because a producer makes brokers with {@code
 * auto.create.topics.enable} create the topic.
 */
@Singleton
class MixedBlocks {

    static final String CHANNEL = "images-cutmix";

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final KafkaClientService clients;
    private final Event<Producer<?, ?>> meters;
    private final Topics topics;
    private final Serializer<MixedImage> serializer;
    private final MixingProgress progress;
    private final TopicChangeSignals signals;
    private final AssignedPartitions assignment;
    private final OffsetCommits commits;
    private TopicPair open;
    private Producer<byte[], byte[]> producer;
    private BlockSender sender;

    /**
     * @param channel not used, but makes SmallRye configure the producer; a message for each record would cost more
     *     than the mixing
     * @param meters called for each producer when it is created and when it is closed
     */
    MixedBlocks(
            KafkaClientService clients,
            @Channel(CHANNEL) Emitter<byte[]> channel,
            Event<Producer<?, ?>> meters,
            Topics topics,
            RecordFormat format,
            MixingProgress progress,
            TopicChangeSignals signals,
            AssignedPartitions assignment) {
        this.assignment = assignment;
        this.clients = clients;
        this.meters = meters;
        this.topics = topics;
        this.serializer = format.serializer(MixedImage.class);
        this.progress = progress;
        this.signals = signals;
        this.commits = new OffsetCommits(
                offsets -> clients.getConsumer(MixingChannel.TRAIN).commit(offsets));
    }

    /** Accepts blocks of these topics from now on, and drops unacknowledged blocks of other topics. */
    synchronized void open(TopicPair pair) {
        if (open == null || !open.isSameAs(pair)) {
            drop();
            open = pair;
        }
    }

    /** Drops unacknowledged blocks, and accepts no more blocks. */
    synchronized void drop() {
        open = null;
        if (sender != null) {
            sender.abandon();
            meters.fire(producer);
            sender = null;
            producer = null;
        }
        commits.forget();
    }

    /** Sends a block; waits while too much data is unacknowledged. Drops a block of topics that are not open. */
    void send(AssignedPartition assigned, PlainBlock plain, Stream<MixedImage> mixed) throws InterruptedException {
        Optional<BlockSender> current = sender(assigned.topics());
        if (current.isPresent()) {
            current.get().send(plain, mixed, assigned.labels());
        }
    }

    /** Returns the number of unacknowledged blocks. */
    int inFlight() {
        return existing().map(BlockSender::inFlight).orElse(0);
    }

    /** Waits until all blocks are acknowledged, or the time has elapsed. */
    void awaitAcknowledged(Duration limit) throws InterruptedException {
        Optional<BlockSender> current = existing();
        if (current.isPresent()) {
            current.get().awaitAcknowledged(limit);
        }
    }

    private synchronized Optional<BlockSender> existing() {
        return Optional.ofNullable(sender);
    }

    private synchronized Optional<BlockSender> sender(TopicPair pair) {
        if (open == null || !open.isSameAs(pair)) {
            return Optional.empty();
        }
        if (sender == null) {
            producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
            meters.fire(producer);
            String committed = pair.metadata();
            sender = new BlockSender(
                    producer,
                    topics.mixedImages(),
                    serializer,
                    (block, mixed) -> {
                        progress.add(mixed);
                        // The partition's current owner commits its offsets; brokers do not always reject commits of a
                        // former owner.
                        if (assignment.partitions().contains(block.partition())) {
                            TopicPartition partition = new TopicPartition(topics.trainImages(), block.partition());
                            commits.acknowledge(partition, block.end(), committed);
                        }
                    },
                    () -> signals.changed("topic " + topics.mixedImages() + " was deleted and recreated"),
                    failure -> signals.failed(cause(failure)));
        }
        return Optional.of(sender);
    }

    private Map<String, Object> config() {
        return idempotent(clients.getProducer(CHANNEL).configuration());
    }

    /**
     * Adds the settings with which a producer neither loses nor repeats records. A producer refuses other settings that
     * contradict them.
     */
    static Map<String, Object> idempotent(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return config;
    }

    private RuntimeException cause(RuntimeException failure) {
        return cause(failure, topics.mixedImages(), config().get("bootstrap.servers"));
    }

    /** Describes to the user why the brokers have refused a record; returns any other failure unchanged. */
    static RuntimeException cause(RuntimeException failure, String topic, Object brokers) {
        Throwable refusal = failure.getCause();
        if (RefusedTimestamp.isReasonOf(refusal)) {
            // Kafka's default, with which a topic takes records of any age.
            return RefusedTimestamp.of(topic, brokers, Long.MAX_VALUE, "start again", refusal);
        }
        return refusal instanceof InvalidRecordException invalid
                ? CompactedTopic.suspected(topic, brokers, invalid)
                : failure;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_LIMIT);
        }
    }
}
