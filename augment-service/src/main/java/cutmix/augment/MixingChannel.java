package cutmix.augment;

import cutmix.schemas.MixedImage;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes what was polled from the train topic, and sends every block that it completes to the mixed topic. A block's offsets are
 * committed when the broker has acknowledged its records.
 */
@ApplicationScoped
class MixingChannel {

    static final String TRAIN = "images-train";
    static final String MIXED = "images-cutmix";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final ImageReader reader;
    private final UnreadableImages unreadableImages;
    private final CurrentDataset currentDataset;
    private final Assignment assignment;
    private final Progress progress;
    private final Failure failure;
    private final BlockSender sender;
    private final Lock mixing = new ReentrantLock();
    private volatile boolean stopping;

    /**
     * @param channel is not used, but has SmallRye make the producer; a message for each record would cost more than the
     *     mixing
     */
    MixingChannel(
            KafkaClientService clients,
            @Channel(MIXED) Emitter<byte[]> channel,
            Topics topics,
            RecordFormat format,
            UnreadableImages unreadableImages,
            CurrentDataset currentDataset,
            Assignment assignment,
            Progress progress,
            Failure failure) {
        this.reader = new ImageReader(format);
        this.unreadableImages = unreadableImages;
        this.currentDataset = currentDataset;
        this.assignment = assignment;
        this.progress = progress;
        this.failure = failure;
        OffsetCommits commits =
                new OffsetCommits(offsets -> clients.getConsumer(TRAIN).commit(offsets));
        Producer<byte[], byte[]> producer = clients.<byte[], byte[]>getProducer(MIXED)
                .runOnSendingThread(Function.identity())
                .await()
                .atMost(Duration.ofSeconds(10));
        this.sender = new BlockSender(
                producer,
                topics.mixedImages(),
                format.serializer(MixedImage.class),
                (block, mixed) -> {
                    progress.add(mixed);
                    commits.acknowledge(new TopicPartition(topics.trainImages(), block.partition()), block.end());
                },
                failure::report);
    }

    /** Called for one poll after another. Returns when all of it is mixed and, but for a few blocks, written. */
    @Incoming(TRAIN)
    @Blocking
    void mix(ConsumerRecords<byte[], byte[]> polled, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        progress.begin();
        mixing.lock();
        try {
            for (TopicPartition partition : polled.partitions()) {
                Optional<AssignedPartition> assigned =
                        assignment.of(partition.partition(), metadata.getConsumerGroupGenerationId());
                if (assigned.isPresent()) {
                    mix(assigned.get(), polled.records(partition));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure.report(e);
        } finally {
            mixing.unlock();
        }
    }

    int blocksInFlight() {
        return sender.inFlight();
    }

    /** Leaves the rest unmixed, and has the clients closed only when what is under way is written. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (mixing.tryLock(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            mixing.unlock();
            sender.awaitAcknowledged(STOP_LIMIT);
        }
    }

    private void mix(AssignedPartition assigned, List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> consumed : records) {
            if (stopping || failure.hasOccurred()) {
                return;
            }
            Optional<PlainBlock> complete = assigned.add(consumed, reader);
            if (complete.isPresent()) {
                PlainBlock plain = complete.get();
                unreadableImages.keep(plain);
                sender.send(plain, assigned.mix(plain, currentDataset::read));
            }
        }
    }
}
