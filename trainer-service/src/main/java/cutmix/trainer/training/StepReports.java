package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.stream.NumberedBatch;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Reports the metrics since the last report, about once a second and after the last step of an epoch. */
public final class StepReports implements TrainingListener {

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final TrainingPlan plan;
    private final String runId;
    private final long started;
    private final DoubleSupplier learningRate;
    private final Consumer<StepMetrics> reports;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private int epoch;
    private int passed;
    private int trained;
    private Sums reported;
    private long reportedAt;
    private long waited;
    private long awaitedSince;

    /** The sums of the epoch at a report. */
    private record Sums(int trained, double loss, double correct) {}

    /**
     * @param runId distinguishes the run from other runs of its name
     * @param started start of the run's first training, in milliseconds since 1970; 0 if unknown
     * @param learningRate learning rate of the last step
     * @param reports receives each report, and must not block
     * @param nanoTime clock for durations, in nanoseconds
     */
    public StepReports(
            TrainingPlan plan,
            String runId,
            long started,
            DoubleSupplier learningRate,
            Consumer<StepMetrics> reports,
            InstantSource time,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.runId = runId;
        this.started = started;
        this.learningRate = learningRate;
        this.reports = reports;
        this.time = time;
        this.nanoTime = nanoTime;
    }

    @Override
    public void epochStarted(EpochProgress progress) {
        epoch = progress.epoch();
        passed = progress.position();
        trained = progress.position() - progress.skipped();
        begin(new Sums(trained, progress.lossSum(), progress.hits()));
    }

    @Override
    public void batchAwaited() {
        awaitedSince = nanoTime.getAsLong();
    }

    @Override
    public void stepStarted(NumberedBatch batch) {
        waited += nanoTime.getAsLong() - awaitedSince;
        passed += batch.positions();
        trained += batch.samples();
    }

    @Override
    public void stepEnded(int step, double loss, double accuracy) {
        long nanos = nanoTime.getAsLong() - reportedAt;
        int samples = trained - reported.trained();
        if (samples == 0 || nanos < PAUSE_NANOS && step < plan.steps()) {
            return;
        }
        Sums sums = new Sums(trained, loss * trained, accuracy * trained);
        reports.accept(StepMetrics.newBuilder()
                .setRun(plan.run())
                .setPath(plan.path().label())
                .setEpoch(epoch)
                .setEpochs(plan.epochs())
                .setStep(step)
                .setSteps(plan.steps())
                .setSamples(passed)
                .setLoss((sums.loss() - reported.loss()) / samples)
                .setAccuracy(share((sums.correct() - reported.correct()) / samples))
                .setSamplesPerSecond(samples * 1e9 / Math.max(1, nanos))
                .setDataWaitShare(share((double) waited / Math.max(1, nanos)))
                .setLearningRate(learningRate.getAsDouble())
                .setTime(time.millis())
                .setRunId(runId)
                .setStarted(started)
                .build());
        begin(sums);
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {}

    private void begin(Sums sums) {
        reported = sums;
        reportedAt = nanoTime.getAsLong();
        waited = 0;
    }

    /** Limits a value to [0, 1]; differences of rounded sums can exceed the range slightly. */
    private static double share(double value) {
        return Math.min(1, Math.max(0, value));
    }
}
