package cutmix.augment.kafka;

import cutmix.augment.block.ImageReader;
import cutmix.augment.block.PlainBlock;
import cutmix.augment.group.WorkerGroup;
import cutmix.augment.progress.MixingProgress;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.serde.RecordFormat;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives polled records of the train topic, and sends every completed block to the mixed topic. */
@ApplicationScoped
public class MixingChannel {

    public static final String TRAIN = WorkerGroup.CHANNEL;

    private static final Duration QUERY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final ImageReader reader;
    private final UnreadableImages unreadableImages;
    private final CurrentDataset currentDataset;
    private final AssignedPartitions assignment;
    private final MixedBlocks blocks;
    private final TopicChangeSignals signals;
    private final MixingProgress progress;
    private final WorkerFailure failure;
    private final Lock mixing = new ReentrantLock();
    private AssignedPartition asked;
    private long askedAt;
    private volatile boolean stopping;

    MixingChannel(
            RecordFormat format,
            UnreadableImages unreadableImages,
            CurrentDataset currentDataset,
            AssignedPartitions assignment,
            MixedBlocks blocks,
            TopicChangeSignals signals,
            MixingProgress progress,
            WorkerFailure failure) {
        this.reader = new ImageReader(format);
        this.unreadableImages = unreadableImages;
        this.currentDataset = currentDataset;
        this.assignment = assignment;
        this.blocks = blocks;
        this.signals = signals;
        this.progress = progress;
        this.failure = failure;
    }

    /**
     * Mixes the records of one poll. Calls do not overlap. Returns when all records are mixed and, except for a few
     * blocks, written.
     */
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
        } catch (ReplacedDatasetException e) {
            assignment.revokeAll();
            signals.changed(e.getMessage());
        } catch (RuntimeException e) {
            // Immediately, so that no records after the failed ones are mixed.
            assignment.revokeAll();
            signals.failed(e);
        } catch (Error e) {
            failure.report(e);
        } finally {
            mixing.unlock();
        }
    }

    public int blocksInFlight() {
        return blocks.inFlight();
    }

    /** Stops mixing, and delays the closing of the clients until the sent blocks are written. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (mixing.tryLock(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            mixing.unlock();
            blocks.awaitAcknowledged(STOP_LIMIT);
        }
    }

    private void mix(AssignedPartition assigned, List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> consumed : records) {
            if (stopping || failure.hasOccurred() || !assignment.holds(consumed.partition(), assigned)) {
                return;
            }
            if (assigned.isForeign(consumed)) {
                requireLoaded(assigned);
            }
            Optional<PlainBlock> complete = assigned.add(consumed, reader);
            if (complete.isPresent()) {
                PlainBlock plain = complete.get();
                unreadableImages.keep(plain);
                blocks.send(assigned, plain, assigned.mix(plain, currentDataset::read));
            }
        }
    }

    /**
     * Checks whether a record of another dataset is invalid, or the first record of a new dataset. Polls once a second.
     */
    private void requireLoaded(AssignedPartition assigned) throws InterruptedException {
        long now = System.nanoTime();
        if (asked == assigned && now - askedAt < QUERY_INTERVAL.toNanos()) {
            return;
        }
        asked = assigned;
        askedAt = now;
        DatasetInfo loaded = currentDataset.read();
        if (!DatasetIdentity.of(loaded).equals(assigned.identity())) {
            throw new ReplacedDatasetException(assigned.dataset(), loaded);
        }
    }
}
