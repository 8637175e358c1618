package cutmix.trainer.stream;

import cutmix.schemas.EpochLayout;
import cutmix.schemas.SamplePosition;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** Kafka's own stand-in for a consumer, fed by a test. */
final class FedConsumer extends MockConsumer<byte[], byte[]> {

    static final String TOPIC = "images";
    static final EpochLayout LAYOUT = EpochLayout.ofTraining(Samples.INFO);

    private final Map<Integer, Long> ends = new HashMap<>();

    FedConsumer() {
        super("none");
    }

    /** The samples of the plain topic from the first on, read through this consumer. */
    OrderedSamples samples(int capacity) {
        return samples(new SamplePosition(1, 0), capacity);
    }

    OrderedSamples samples(SamplePosition first, int capacity) {
        return new OrderedSamples(
                this, TOPIC, LAYOUT, first, SampleDecoder.plain(Samples.INFO, Samples.FORMAT), capacity);
    }

    /** Appends a sample to the partition that it belongs to. */
    void append(int epoch, int position) {
        append(LAYOUT.partition(position), Samples.plain(epoch, position, 0, Samples.pixels(epoch, position)));
    }

    void append(int partition, byte[] value) {
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        addRecord(new ConsumerRecord<>(TOPIC, partition, offset, null, value));
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
