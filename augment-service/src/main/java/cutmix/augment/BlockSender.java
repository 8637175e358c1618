package cutmix.augment;

import cutmix.schemas.MixedImage;
import cutmix.schemas.UserException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes mixed blocks, each to the partition that it came from. The producer is idempotent, so a partition's blocks are
 * acknowledged in the order in which they were sent.
 *
 * <p>{@link #send} is for one thread; the acknowledgements arrive on the producer's own.
 */
final class BlockSender {

    private static final int MOST_IN_FLIGHT = 8;

    private final Semaphore free = new Semaphore(MOST_IN_FLIGHT);
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Serializer<MixedImage> serializer;
    private final Consumer<Block> acknowledged;
    private final Consumer<RuntimeException> failed;

    /**
     * @param acknowledged is told of every block whose records the broker has all acknowledged
     * @param failed is told of records that could not be written; the producer is then closed
     */
    BlockSender(
            Producer<byte[], byte[]> producer,
            String topic,
            Serializer<MixedImage> serializer,
            Consumer<Block> acknowledged,
            Consumer<RuntimeException> failed) {
        this.producer = producer;
        this.topic = topic;
        this.serializer = serializer;
        this.acknowledged = acknowledged;
        this.failed = failed;
    }

    /** Sends a block; waits while eight others are on their way. */
    void send(Block block, List<MixedImage> mixed) throws InterruptedException {
        free.acquire();
        Callback callback = new Acknowledgement(block, mixed.size());
        for (MixedImage image : mixed) {
            byte[] value = serializer.serialize(topic, image);
            producer.send(new ProducerRecord<>(topic, block.partition(), null, value), callback);
        }
    }

    /** Blocks that are sent and not yet acknowledged. Any thread may ask. */
    int inFlight() {
        return MOST_IN_FLIGHT - free.availablePermits();
    }

    /** Waits until no block is on its way, or the time is over. */
    void awaitAcknowledged(Duration limit) throws InterruptedException {
        if (free.tryAcquire(MOST_IN_FLIGHT, limit.toMillis(), TimeUnit.MILLISECONDS)) {
            free.release(MOST_IN_FLIGHT);
        }
    }

    private final class Acknowledgement implements Callback {

        private final Block block;
        private final AtomicInteger outstanding;

        Acknowledgement(Block block, int records) {
            this.block = block;
            this.outstanding = new AtomicInteger(records);
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            if (failure != null) {
                failed.accept(new UserException(
                        "topic " + topic + ", partition " + block.partition() + ": " + failure.getMessage(), failure));
                // At once, so that no later record is written behind the gap that this one leaves.
                producer.close(Duration.ZERO);
                free.release();
            } else if (outstanding.decrementAndGet() == 0) {
                acknowledged.accept(block);
                free.release();
            }
        }
    }
}
