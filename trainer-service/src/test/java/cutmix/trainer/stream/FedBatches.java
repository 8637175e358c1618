package cutmix.trainer.stream;

import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.stream.order.FedConsumer;
import cutmix.trainer.stream.order.OrderedSamples;
import cutmix.trainer.stream.order.Samples;
import java.util.Set;

/** Batches of {@link Samples}' dataset, read in the trainer's own way from a topic that needs no broker. */
public final class FedBatches {

    public static final int EPOCH_SIZE = Samples.INFO.getTrainSize();

    private FedBatches() {}

    /** All epochs from the first on. */
    public static BatchStream of(int epochs, int batchSize) {
        return from(new SamplePosition(1, 0), epochs, batchSize);
    }

    /** The epochs from a place in the order on; each sample's first two pixels are its epoch and its position. */
    public static BatchStream from(SamplePosition first, int epochs, int batchSize) {
        return from(first, epochs, batchSize, Set.of(), false);
    }

    /**
     * The same with places whose record cannot be read.
     *
     * @param skipBad whether these are skipped
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
        return new BatchStream(samples, new BatchAssembler(Samples.INFO, EPOCH_SIZE, batchSize), 2, "fed-batches");
    }
}
