package cutmix.augment.kafka;

import cutmix.augment.block.Block;
import cutmix.augment.block.BlockLabels;
import cutmix.augment.block.PlainBlock;
import cutmix.augment.block.PlainRecord;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.size.TooLargeRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes mixed blocks to one topic, each to the partition of its plain images. The producer is idempotent, so a
 * partition's blocks are acknowledged in the order in which they were sent.
 *
 * <p>If the topic is deleted and recreated, Kafka's producer continues in the new topic without an error. This sender
 * detects that by offsets that start again, and abandons its work: it then sends nothing, and reports nothing.
 *
 * <p>Unacknowledged data are limited to eight blocks and {@value #MOST_BYTES} bytes, or one larger record.
 *
 * <p>Call {@link #send} from one thread only. Acknowledgments arrive on the producer's thread.
 */
final class BlockSender {

    private static final int MOST_BLOCKS = 8;

    /**
     * The producer's {@code buffer.memory} is more than twice as large. A record that does not fit into the current
     * batch starts a new one, so batches can be half empty; a producer whose buffer stays full fails after a minute.
     */
    static final int MOST_BYTES = 12 << 20;

    private final Semaphore freeBlocks = new Semaphore(MOST_BLOCKS);
    private final Semaphore freeBytes = new Semaphore(MOST_BYTES);
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Serializer<MixedImage> serializer;
    private final ObjIntConsumer<Block> acknowledged;
    private final Runnable topicRecreated;
    private final Consumer<RuntimeException> failed;
    private final Map<Integer, Long> lastOffsets = new HashMap<>();
    private volatile boolean abandoned;

    /**
     * @param acknowledged called with every block whose records are all acknowledged, and the number of mixed records
     * @param topicRecreated called when the topic has been recreated; this sender is then abandoned
     * @param failed called when records could not be written; this sender is then abandoned
     */
    BlockSender(
            Producer<byte[], byte[]> producer,
            String topic,
            Serializer<MixedImage> serializer,
            ObjIntConsumer<Block> acknowledged,
            Runnable topicRecreated,
            Consumer<RuntimeException> failed) {
        this.producer = producer;
        this.topic = topic;
        this.serializer = serializer;
        this.acknowledged = acknowledged;
        this.topicRecreated = topicRecreated;
        this.failed = failed;
    }

    /**
     * Sends a block; waits while too much data is unacknowledged. Replaces an unreadable image by a record without a
     * value, with the dead letter in its headers, so that a trainer does not wait for it and can report it.
     *
     * @param mixed one sample for each readable image of the block, in order; each is mixed just before it is sent
     * @param labels headers of the records
     */
    void send(PlainBlock plain, Stream<MixedImage> mixed, BlockLabels labels) throws InterruptedException {
        freeBlocks.acquire();
        try {
            sendAll(plain, mixed, labels);
        } catch (KafkaException | IllegalStateException e) {
            if (!abandoned) {
                throw e;
            }
            // The producer was closed in the meantime.
        }
    }

    private void sendAll(PlainBlock plain, Stream<MixedImage> mixed, BlockLabels labels) throws InterruptedException {
        Block block = plain.block();
        BlockOnItsWay onItsWay =
                new BlockOnItsWay(block, block.size() - plain.unreadable().size());
        Iterator<MixedImage> next = mixed.iterator();
        List<Header> headers = labels.first();
        for (PlainRecord record : plain.records()) {
            ProducerRecord<byte[], byte[]> sent = record instanceof PlainRecord.Unreadable unreadable
                    ? new ProducerRecord<>(
                            topic,
                            block.partition(),
                            (byte[]) null,
                            (byte[]) null,
                            headers(unreadable.letter(), labels.others()))
                    : new ProducerRecord<>(
                            topic, block.partition(), (byte[]) null, serializer.serialize(topic, next.next()), headers);
            headers = sent.value() == null ? headers : labels.others();
            int bytes = sent.value() == null ? 0 : sent.value().length;
            freeBytes.acquire(Math.min(bytes, MOST_BYTES));
            producer.send(sent, onItsWay.acknowledgment(bytes));
        }
    }

    private static Headers headers(DeadLetter letter, List<Header> labels) {
        Headers headers = letter.headers();
        labels.forEach(headers::add);
        return headers;
    }

    /** Drops unacknowledged blocks. Thread-safe and idempotent. */
    void abandon() {
        abandoned = true;
        producer.close(Duration.ZERO);
        // Wakes a thread that waits in send.
        freeBlocks.release(MOST_BLOCKS);
        freeBytes.release(MOST_BYTES);
    }

    /** Returns the number of unacknowledged blocks. Thread-safe. */
    int inFlight() {
        return abandoned ? 0 : MOST_BLOCKS - freeBlocks.availablePermits();
    }

    /** Returns the number of unacknowledged bytes. Thread-safe. */
    int bytesInFlight() {
        return abandoned ? 0 : MOST_BYTES - freeBytes.availablePermits();
    }

    /** Waits until all blocks are acknowledged, or the time has elapsed. */
    void awaitAcknowledged(Duration limit) throws InterruptedException {
        if (freeBlocks.tryAcquire(MOST_BLOCKS, limit.toMillis(), TimeUnit.MILLISECONDS)) {
            freeBlocks.release(MOST_BLOCKS);
        }
    }

    private final class BlockOnItsWay {

        private final Block block;
        private final int mixed;
        private final AtomicInteger outstanding;
        private volatile boolean incomplete;

        BlockOnItsWay(Block block, int mixed) {
            this.block = block;
            this.mixed = mixed;
            this.outstanding = new AtomicInteger(block.size());
        }

        /** Returns the callback for one of the block's records. */
        Callback acknowledgment(int bytes) {
            return (metadata, failure) -> {
                freeBytes.release(Math.min(bytes, MOST_BYTES));
                onCompletion(metadata, failure, bytes);
            };
        }

        private void onCompletion(RecordMetadata metadata, Exception failure, int bytes) {
            if (abandoned) {
                incomplete = true;
            } else if (failure != null) {
                incomplete = true;
                // Immediately, so that no later record is written after the missing one.
                abandon();
                failed.accept(cause(failure, bytes));
            } else if (metadata.hasOffset() && isFromNewTopic(metadata)) {
                incomplete = true;
                abandon();
                topicRecreated.run();
            }
            if (outstanding.decrementAndGet() == 0) {
                if (!incomplete) {
                    acknowledged.accept(block, mixed);
                }
                freeBlocks.release();
            }
        }

        private UserException cause(Exception failure, int bytes) {
            return failure instanceof RecordTooLargeException tooLarge
                    ? TooLargeRecord.of(topic, block.partition(), bytes, tooLarge)
                    : new UserException(
                            "topic " + topic + ", partition " + block.partition() + ": " + failure.getMessage(),
                            failure);
        }

        /** Returns whether the offset shows that the topic was recreated. Call this method only from the producer's thread. */
        private boolean isFromNewTopic(RecordMetadata metadata) {
            Long last = lastOffsets.put(metadata.partition(), metadata.offset());
            return last != null && metadata.offset() <= last;
        }
    }
}
