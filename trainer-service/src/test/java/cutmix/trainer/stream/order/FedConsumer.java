package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.identity.DatasetWatch;
import cutmix.trainer.stream.DataPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A consumer whose records a test appends. */
public final class FedConsumer extends RetainedLog {

    static final String TOPIC = "images";
    public static final EpochLayout LAYOUT = EpochLayout.ofTraining(TinySamples.INFO);

    private DatasetWatch watch = DatasetWatch.none();
    private final KeptLetters letters = new KeptLetters();
    private Runnable whileClosing = () -> {};
    private LongSupplier nanoTime = System::nanoTime;
    private int mostIdlePolls = Integer.MAX_VALUE;
    private int idlePolls;

    public FedConsumer() {
        super(IntStream.range(0, LAYOUT.partitions())
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList());
    }

    /** Makes a test fail if its reader waits for records that nobody appends. */
    FedConsumer failingWhenStarved() {
        mostIdlePolls = 1_000;
        return this;
    }

    /** Reads the samples of the plain topic from the first one through this consumer. */
    public OrderedSamples samples(int capacity) {
        return samples(new SamplePosition(1, 0), capacity);
    }

    /** Reads the samples of the plain topic with other limits. */
    public OrderedSamples samples(ReadAhead buffer) {
        return samples(DataPath.PLAIN, new SamplePosition(1, 0), buffer, false);
    }

    public OrderedSamples samples(SamplePosition first, int capacity) {
        return samples(DataPath.PLAIN, first, capacity, false);
    }

    public OrderedSamples samples(DataPath path, SamplePosition first, int capacity, boolean skipBad) {
        return samples(path, first, new ReadAhead(capacity, 1, Long.MAX_VALUE, 0), skipBad);
    }

    private OrderedSamples samples(DataPath path, SamplePosition first, ReadAhead buffer, boolean skipBad) {
        return new OrderedSamples(
                this,
                TOPIC,
                path.order(TinySamples.INFO, first),
                path.decoder(TinySamples.INFO, TinySamples.FORMAT),
                new BadRecords(letters, skipBad, at -> true),
                buffer,
                watch,
                nanoTime);
    }

    /** Sets the watch of the samples that are read from now on. */
    void watch(DatasetWatch by) {
        watch = by;
    }

    /** Sets the clock of the samples that are read from now on, in nanoseconds. */
    void clock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns whether the dead letter topic is closed. */
    boolean lettersClosed() {
        return letters.closed();
    }

    /** Returns the dead letters. */
    List<DeadLetter> kept() {
        return letters.kept();
    }

    /** Sets an event that happens in the closing thread before this consumer is closed. */
    public void whileClosing(Runnable event) {
        whileClosing = event;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        assertThat(idlePolls++).as("polls that gave no record").isLessThan(mostIdlePolls);
        ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
        if (!polled.isEmpty()) {
            idlePolls = 0;
        }
        return polled;
    }

    @Override
    public void close() {
        whileClosing.run();
        super.close();
    }

    /** Appends a sample to its partition. */
    public void append(int epoch, int position) {
        append(LAYOUT.partition(position), TinySamples.plain(epoch, position, 0, TinySamples.pixels(epoch, position)));
    }

    public void append(int partition, byte[] value) {
        append(partition, value, new RecordHeaders());
    }

    public void append(int partition, byte[] value, Headers headers) {
        TopicPartition of = new TopicPartition(TOPIC, partition);
        addRecord(new ConsumerRecord<>(
                TOPIC, partition, end(of), 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty()));
        grow(of);
    }

    /** Removes the records of a partition below an offset, as retention does. */
    void remove(int partition, long below) {
        remove(new TopicPartition(TOPIC, partition), below);
    }

    public void appendEpoch(int epoch) {
        for (int position = 0; position < LAYOUT.size(); position++) {
            append(epoch, position);
        }
    }

    boolean isPaused(int partition) {
        return paused().contains(new TopicPartition(TOPIC, partition));
    }
}
