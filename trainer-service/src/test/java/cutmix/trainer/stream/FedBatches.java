package cutmix.trainer.stream;

import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.stream.order.FedConsumer;
import cutmix.trainer.stream.order.OrderedSamples;
import cutmix.trainer.stream.order.TinySamples;
import java.util.Set;

/** Batches of {@link TinySamples}' dataset, read by the trainer's own classes from a topic without a broker. */
public final class FedBatches {

    public static final int EPOCH_SIZE = TinySamples.INFO.getTrainSize();

    private FedBatches() {}

    /** Returns the first epochs. */
    public static BatchStream of(int epochs, int batchSize) {
        return from(new SamplePosition(1, 0), epochs, batchSize);
    }

    /** Returns the epochs from a position on. The first two pixels of each sample are its epoch and its position. */
    public static BatchStream from(SamplePosition first, int epochs, int batchSize) {
        return from(first, epochs, batchSize, Set.of(), false);
    }

    /**
     * Returns the epochs from a position on, with unreadable records.
     *
     * @param skipBad whether unreadable records are skipped
     */
    public static BatchStream from(
            SamplePosition first, int epochs, int batchSize, Set<SamplePosition> bad, boolean skipBad) {
        FedConsumer consumer = new FedConsumer();
        OrderedSamples samples = consumer.samples(DataPath.PLAIN, first, 100, skipBad);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int position = 0; position < EPOCH_SIZE; position++) {
                if (bad.contains(new SamplePosition(epoch, position))) {
                    consumer.append(FedConsumer.LAYOUT.partition(position), new byte[1]);
                } else {
                    consumer.append(epoch, position);
                }
            }
        }
        return new BatchStream(samples, new BatchAssembler(TinySamples.INFO, EPOCH_SIZE, batchSize), 2, "fed-batches");
    }
}
