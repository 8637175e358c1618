package cutmix.trainer.stream;

import cutmix.schemas.DeadLetter;
import cutmix.schemas.EpochLayout;
import cutmix.schemas.SamplePosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Kafka's own stand-in for a consumer, fed by a test. */
final class FedConsumer extends MockConsumer<byte[], byte[]> {

    static final String TOPIC = "images";
    static final EpochLayout LAYOUT = EpochLayout.ofTraining(Samples.INFO);

    private final Map<Integer, Long> ends = new HashMap<>();
    private final KeptLetters letters = new KeptLetters();
    private Runnable whileClosing = () -> {};

    FedConsumer() {
        super("none");
    }

    /** The samples of the plain topic from the first on, read through this consumer. */
    OrderedSamples samples(int capacity) {
        return samples(new SamplePosition(1, 0), capacity);
    }

    /** The same, with other limits than a number of samples. */
    OrderedSamples samples(ReadAhead buffer) {
        SampleDecoder decoder = SampleDecoder.plain(Samples.INFO, LAYOUT, Samples.FORMAT);
        return new OrderedSamples(
                this,
                TOPIC,
                LAYOUT,
                new SamplePosition(1, 0),
                decoder,
                new BadRecords(letters, false, at -> true),
                buffer);
    }

    OrderedSamples samples(SamplePosition first, int capacity) {
        return samples(SampleDecoder.plain(Samples.INFO, LAYOUT, Samples.FORMAT), first, capacity, false);
    }

    OrderedSamples samples(SampleDecoder decoder, SamplePosition first, int capacity, boolean skipBad) {
        return new OrderedSamples(
                this,
                TOPIC,
                LAYOUT,
                first,
                decoder,
                new BadRecords(letters, skipBad, at -> true),
                new ReadAhead(capacity, 1, Long.MAX_VALUE, 0));
    }

    /** What was kept of those that cannot be read. */
    List<DeadLetter> kept() {
        return letters.kept();
    }

    /** What happens in the thread that closes this, before it is closed. */
    void whileClosing(Runnable event) {
        whileClosing = event;
    }

    @Override
    public void close() {
        whileClosing.run();
        super.close();
    }

    /** Appends a sample to the partition that it belongs to. */
    void append(int epoch, int position) {
        append(LAYOUT.partition(position), Samples.plain(epoch, position, 0, Samples.pixels(epoch, position)));
    }

    void append(int partition, byte[] value) {
        append(partition, value, new RecordHeaders());
    }

    void append(int partition, byte[] value, Headers headers) {
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        addRecord(new ConsumerRecord<>(
                TOPIC, partition, offset, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty()));
    }

    void appendEpoch(int epoch) {
        for (int position = 0; position < LAYOUT.size(); position++) {
            append(epoch, position);
        }
    }

    boolean isPaused(int partition) {
        return paused().contains(new TopicPartition(TOPIC, partition));
    }
}
