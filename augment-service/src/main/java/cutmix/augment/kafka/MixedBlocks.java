package cutmix.augment.kafka;

import cutmix.augment.block.PlainBlock;
import cutmix.augment.progress.MixingProgress;
import cutmix.augment.topic.TopicPair;
import cutmix.schemas.MixedImage;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.RecordFormat;
import cutmix.schemas.topic.CompactedTopic;
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
 * Writes blocks to the mixed topic, and commits their offsets when the brokers have them. Each pair of topics has a producer of
 * its own: one that has records on their way when the mixed topic is made anew would write them to the new one.
 *
 * <p>There is no producer while the mixed topic does not exist: it would have brokers make it that make topics unasked.
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
    private final TopicChangeSignals suspicions;
    private final AssignedPartitions assignment;
    private final OffsetCommits commits;
    private TopicPair open;
    private Producer<byte[], byte[]> producer;
    private BlockSender sender;

    /**
     * @param channel is not used, but has SmallRye configure the producer; a message for each record would cost more than the
     *     mixing
     * @param meters are told of each producer when it is made, and again when it is no more
     */
    MixedBlocks(
            KafkaClientService clients,
            @Channel(CHANNEL) Emitter<byte[]> channel,
            Event<Producer<?, ?>> meters,
            Topics topics,
            RecordFormat format,
            MixingProgress progress,
            TopicChangeSignals suspicions,
            AssignedPartitions assignment) {
        this.assignment = assignment;
        this.clients = clients;
        this.meters = meters;
        this.topics = topics;
        this.serializer = format.serializer(MixedImage.class);
        this.progress = progress;
        this.suspicions = suspicions;
        this.commits = new OffsetCommits(
                offsets -> clients.getConsumer(MixingChannel.TRAIN).commit(offsets));
    }

    /** Takes blocks of these topics from now on, and drops what is on its way between others. */
    synchronized void open(TopicPair pair) {
        if (open == null || !open.isSameAs(pair)) {
            drop();
            open = pair;
        }
    }

    /** Drops what is on its way, and takes nothing. */
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

    /** Sends a block; waits while too much is on its way. A block of other topics than those that are open is dropped. */
    void send(AssignedPartition assigned, PlainBlock plain, Stream<MixedImage> mixed) throws InterruptedException {
        Optional<BlockSender> current = sender(assigned.topics());
        if (current.isPresent()) {
            current.get().send(plain, mixed, assigned.labels());
        }
    }

    /** Blocks that are sent and not yet acknowledged. */
    int inFlight() {
        return existing().map(BlockSender::inFlight).orElse(0);
    }

    /** Waits until no block is on its way, or the time is over. */
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
                        // Whoever has the partition now commits its offsets; the brokers do not always refuse it.
                        if (assignment.partitions().contains(block.partition())) {
                            TopicPartition partition = new TopicPartition(topics.trainImages(), block.partition());
                            commits.acknowledge(partition, block.end(), committed);
                        }
                    },
                    () -> suspicions.changed("topic " + topics.mixedImages() + " was deleted and made anew"),
                    failure -> suspicions.failed(cause(failure)));
        }
        return Optional.of(sender);
    }

    private Map<String, Object> config() {
        return idempotent(clients.getProducer(CHANNEL).configuration());
    }

    /** These settings of a producer, by which no record is lost or written twice; a producer refuses them if others contradict it. */
    static Map<String, Object> idempotent(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return config;
    }

    private RuntimeException cause(RuntimeException failure) {
        return failure.getCause() instanceof InvalidRecordException invalid
                ? CompactedTopic.suspected(topics.mixedImages(), config().get("bootstrap.servers"), invalid)
                : failure;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_LIMIT);
        }
    }
}
