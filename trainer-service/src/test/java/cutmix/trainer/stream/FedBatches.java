package cutmix.trainer.stream;

import cutmix.schemas.SamplePosition;

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
        FedConsumer consumer = new FedConsumer();
        OrderedSamples samples = consumer.samples(first, 100);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            consumer.appendEpoch(epoch);
        }
        return new BatchStream(samples, new BatchAssembler(Samples.INFO, EPOCH_SIZE, batchSize), 2, "fed-batches");
    }
}
