package cutmix.augment;

import cutmix.schemas.MixedImage;
import cutmix.schemas.UserException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
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
    private final ObjIntConsumer<Block> acknowledged;
    private final Consumer<RuntimeException> failed;

    /**
     * @param acknowledged is told of every block whose records the broker has all acknowledged, and how many were mixed
     * @param failed is told of records that could not be written; the producer is then closed
     */
    BlockSender(
            Producer<byte[], byte[]> producer,
            String topic,
            Serializer<MixedImage> serializer,
            ObjIntConsumer<Block> acknowledged,
            Consumer<RuntimeException> failed) {
        this.producer = producer;
        this.topic = topic;
        this.serializer = serializer;
        this.acknowledged = acknowledged;
        this.failed = failed;
    }

    /**
     * Sends a block; waits while eight others are on their way. In the place of an image that could not be read goes a record
     * without a value, with the dead letter as its headers: a trainer shall neither wait for it nor miss it unawares.
     *
     * @param mixed one for each image of the block that could be read, in order
     */
    void send(PlainBlock plain, List<MixedImage> mixed) throws InterruptedException {
        free.acquire();
        Block block = plain.block();
        Callback callback = new Acknowledgement(block, mixed.size());
        Iterator<MixedImage> next = mixed.iterator();
        for (PlainRecord record : plain.records()) {
            ProducerRecord<byte[], byte[]> sent = record instanceof PlainRecord.Unreadable unreadable
                    ? new ProducerRecord<>(
                            topic,
                            block.partition(),
                            (byte[]) null,
                            (byte[]) null,
                            unreadable.letter().headers())
                    : new ProducerRecord<>(topic, block.partition(), null, serializer.serialize(topic, next.next()));
            producer.send(sent, callback);
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
        private final int mixed;
        private final AtomicInteger outstanding;

        Acknowledgement(Block block, int mixed) {
            this.block = block;
            this.mixed = mixed;
            this.outstanding = new AtomicInteger(block.size());
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
                acknowledged.accept(block, mixed);
                free.release();
            }
        }
    }
}
