package cutmix.trainer.stream.order;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.identity.DatasetWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The samples of a topic in training order, read from all its partitions without a consumer group. Partitions that are
 * too far ahead are paused, so that memory holds only the samples that {@link ReadAhead} allows, and one poll. Not
 * thread-safe.
 */
public final class OrderedSamples implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OrderedSamples.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration WARNING_INTERVAL = Duration.ofSeconds(20);

    private final String topic;
    private final SampleDecoder decoder;
    private final BadRecords badRecords;
    private final ReadAhead buffer;
    private final long bytesPerPartition;
    private final StrictOrder order;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final GapSearch search;
    private final LongSupplier nanoTime;
    private final DatasetWatch watch;
    private boolean warnedOfStrays;
    private long lastArrival;

    /**
     * @param consumer from {@link SampleConsumer}; closed together with this object
     * @param order order of the samples, starting with the first wanted one
     * @param badRecords closed together with this object
     * @param buffer limit on waiting samples; partitions above it are paused
     * @param watch checks the topic and its dataset
     * @param nanoTime clock in nanoseconds
     */
    public OrderedSamples(
            Consumer<byte[], byte[]> consumer,
            String topic,
            StrictOrder order,
            SampleDecoder decoder,
            BadRecords badRecords,
            ReadAhead buffer,
            DatasetWatch watch,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.topic = topic;
        this.decoder = decoder;
        this.badRecords = badRecords;
        this.buffer = buffer;
        this.watch = watch;
        this.bytesPerPartition = buffer.bytesPerPartition(order.partitions());
        this.order = order;
        this.search = new GapSearch(topic, consumer, order, nanoTime);
        this.nanoTime = nanoTime;
        this.lastArrival = nanoTime.getAsLong();
        for (int partition = 0; partition < order.partitions(); partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, order.begin(partition.partition())));
    }

    /**
     * Returns the next sample in training order, or a {@link MissingSample} if skipping is allowed. Waits without a
     * limit.
     *
     * @throws UserException if a record cannot be read, is missing, was removed, or belongs to another dataset, or the
     * topic was replaced
     */
    public Sample next() {
        Sample sample = order.poll();
        while (sample == null) {
            fetch();
            sample = order.poll();
        }
        if (sample instanceof MissingSample missing) {
            badRecords.meet(missing);
        }
        return sample;
    }

    /** Returns the number of records that were dropped as redeliveries. */
    long redelivered() {
        return order.redelivered();
    }

    /** Ends a wait in {@link #next} from another thread, with an exception. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        badRecords.close();
    }

    private void fetch() {
        for (TopicPartition partition : partitions) {
            if (isFull(partition.partition())) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        }
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            if (polled.isEmpty()) {
                watch.look();
            }
            for (ConsumerRecord<byte[], byte[]> consumed : polled) {
                offer(consumed).ifPresent(letter -> badRecords.passOver(letter, consumed));
                lastArrival = nanoTime.getAsLong();
            }
        } catch (OffsetOutOfRangeException e) {
            search.begin(e);
        }
        search.end();
        warnWhenStarved();
    }

    private boolean isFull(int partition) {
        return order.waiting(partition) >= buffer.samplesPerPartition()
                || order.waitingBytes(partition) >= bytesPerPartition;
    }

    private Optional<DeadLetter> offer(ConsumerRecord<byte[], byte[]> consumed) {
        if (watch.isForeign(consumed)) {
            requireStray(consumed);
            return Optional.empty();
        }
        try {
            return order.offer(consumed, decoder.decode(consumed));
        } catch (SerializationException e) {
            return order.offerUnreadable(consumed, e.getMessage());
        }
    }

    /**
     * After a topic was recreated, an augment worker may still write records of the earlier dataset. They are at the
     * beginning of the topic, where the first sample has not been found yet.
     */
    private void requireStray(ConsumerRecord<byte[], byte[]> consumed) {
        if (order.isExact() || !order.isSearching(consumed.partition()) || !watch.isLoaded()) {
            throw watch.foreign(consumed);
        }
        if (!warnedOfStrays) {
            warnedOfStrays = true;
            LOGGER.warn(
                    "Topic {}, partition {}, offset {}: records of an earlier dataset are skipped",
                    topic,
                    consumed.partition(),
                    consumed.offset());
        }
    }

    private void warnWhenStarved() {
        long now = nanoTime.getAsLong();
        if (now - lastArrival > WARNING_INTERVAL.toNanos()) {
            LOGGER.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("partition", order.partitionOfNext())
                    .addKeyValue("next", order.next())
                    .log("Still waiting for " + watch.shortage(topic).orElse("data: is its writer running?"));
            lastArrival = now; // The next warning waits as long.
        }
    }
}
