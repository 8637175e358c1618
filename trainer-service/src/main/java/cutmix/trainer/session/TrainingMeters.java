package cutmix.trainer.session;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.stream.NumberedBatch;
import cutmix.trainer.training.TrainingListener;
import cutmix.trainer.training.TrainingPlan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Publishes the progress of a run as meters. Unknown values are NaN. */
final class TrainingMeters implements TrainingListener {

    private final MeterRegistry registry;
    private final Tags tags;
    private final LongSupplier nanoTime;
    private final Counter samples;
    private final Counter skipped;
    private int trained;
    private int missing;
    private long epochStart;
    private long awaitedSince;
    private long waited;
    private volatile int epoch;
    private volatile int position;
    private volatile double loss = Double.NaN;
    private volatile double accuracy = Double.NaN;
    private volatile double valLoss = Double.NaN;
    private volatile double valAccuracy = Double.NaN;
    private volatile double dataWaitShare = Double.NaN;

    /**
     * @param batchesAhead number of batches that wait for the engine; any thread may call it
     * @param nanoTime clock in nanoseconds
     */
    TrainingMeters(MeterRegistry registry, TrainingPlan plan, Supplier<Number> batchesAhead, LongSupplier nanoTime) {
        this.registry = registry;
        this.tags = Tags.of("run", plan.run(), "path", plan.path().label());
        this.nanoTime = nanoTime;
        this.samples = Counter.builder("cutmix.samples.trained")
                .description("Trained samples, over all epochs")
                .tags(tags)
                .register(registry);
        this.skipped = Counter.builder("cutmix.samples.skipped")
                .description("Unreadable samples that were skipped, over all epochs")
                .tags(tags)
                .register(registry);
        gauge("cutmix.epoch", () -> epoch, "The current epoch, starting at 1");
        gauge("cutmix.position", () -> position, "Samples of the epoch that were trained or skipped");
        gauge("cutmix.loss", () -> loss, "Mean training loss of the epoch so far");
        gauge("cutmix.accuracy", () -> accuracy, "Training accuracy of the epoch so far");
        gauge("cutmix.val.loss", () -> valLoss, "Test loss after the last epoch");
        gauge("cutmix.val.accuracy", () -> valAccuracy, "Test accuracy after the last epoch");
        gauge("cutmix.data.wait.share", () -> dataWaitShare, "Share of the epoch's time spent waiting for data");
        gauge("cutmix.batches.ahead", batchesAhead, "Batches that are read and wait for the engine");
    }

    @Override
    public void epochStarted(EpochProgress progress) {
        epoch = progress.epoch();
        position = progress.position();
        waited = Math.round(progress.waitedSeconds() * 1e9);
        epochStart = nanoTime.getAsLong() - Math.round(progress.seconds() * 1e9);
    }

    @Override
    public void batchAwaited() {
        awaitedSince = nanoTime.getAsLong();
    }

    @Override
    public void stepStarted(NumberedBatch batch) {
        waited += nanoTime.getAsLong() - awaitedSince;
        trained = batch.samples();
        missing = batch.skipped();
    }

    @Override
    public void stepEnded(int step, double meanLoss, double accuracySoFar) {
        samples.increment(trained);
        skipped.increment(missing);
        position += trained + missing;
        loss = meanLoss;
        accuracy = accuracySoFar;
        dataWaitShare = (double) waited / Math.max(1, nanoTime.getAsLong() - epochStart);
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
        valLoss = metrics.getValLoss();
        valAccuracy = metrics.getValAccuracy();
    }

    private void gauge(String name, Supplier<Number> value, String description) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }
}
