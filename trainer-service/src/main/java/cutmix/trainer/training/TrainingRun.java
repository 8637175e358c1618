package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.checkpoint.Checkpointer;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.settings.EffectiveSettings;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.NumberedBatch;
import cutmix.trainer.stream.TestBatches;
import java.util.List;

/** Trains a network from a stream of batches, and evaluates it after each epoch. */
public final class TrainingRun {

    private final TrainingPlan plan;
    private final Engine engine;
    private final BatchStream batches;
    private final TestBatches test;
    private final Checkpointer checkpointer;
    private final EffectiveSettings settings;
    private final List<TrainingListener> listeners;

    /** @param settings settings of the training, for its metrics */
    public TrainingRun(
            TrainingPlan plan,
            Engine engine,
            BatchStream batches,
            TestBatches test,
            Checkpointer checkpointer,
            EffectiveSettings settings,
            List<TrainingListener> listeners) {
        this.plan = plan;
        this.engine = engine;
        this.batches = batches;
        this.test = test;
        this.checkpointer = checkpointer;
        this.settings = settings;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Trains the rest of the plan. If the thread is interrupted, or a batch cannot be read, the run writes a
     * checkpoint. If the training diverges, the previous checkpoints remain, and the epoch's metrics are not published.
     *
     * @param start progress of the engine and the stream of batches
     * @throws UserException if the data cannot be read, or training diverges
     */
    public void train(EpochProgress start) throws InterruptedException {
        EpochProgress progress = start;
        while (progress.epoch() <= plan.epochs()) {
            trainEpoch(progress);
            progress = EpochProgress.startOf(progress.epoch() + 1);
        }
    }

    private void trainEpoch(EpochProgress progress) throws InterruptedException {
        listeners.forEach(listener -> listener.epochStarted(progress));
        EpochAccounting accounting = new EpochAccounting(progress, plan.epochSize());
        PendingResults pending = new PendingResults(accounting, System::nanoTime);
        EpochClock clock = new EpochClock(progress, batches);
        try {
            while (!accounting.isComplete()) {
                step(accounting, pending, clock);
                checkpointer.stepEnded(() -> progress(accounting, pending, clock));
            }
        } catch (InterruptedException e) {
            checkpointer.write(progress(accounting, pending, clock));
            throw e;
        }
        pending.read();
        double seconds = clock.seconds();
        double waited = clock.waitedSeconds();
        accounting.requireComplete();
        Divergence.requireFinite(engine, accounting.epoch(), accounting.steps());
        Evaluation evaluation = evaluate(accounting, pending, clock);
        Divergence.requireFinite(evaluation, accounting.epoch());
        EpochMetrics metrics = metrics(accounting, evaluation, seconds, waited);
        listeners.forEach(listener -> listener.epochEnded(metrics));
        // If the interrupt came during evaluation or publication, the epoch counts, and the run ends with its
        // checkpoint.
        boolean interrupted = Thread.interrupted();
        checkpointer.epochEnded(metrics);
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void step(EpochAccounting accounting, PendingResults pending, EpochClock clock)
            throws InterruptedException {
        listeners.forEach(TrainingListener::batchAwaited);
        NumberedBatch batch = next(accounting, pending, clock);
        listeners.forEach(listener -> listener.stepStarted(batch));
        accounting.pass(batch);
        settings.meet(batch);
        batch.batch().map(engine::begin).ifPresent(step -> pending.add(batch, step));
        listeners.forEach(listener -> listener.stepEnded(accounting.steps(), accounting.loss(), accounting.accuracy()));
    }

    private NumberedBatch next(EpochAccounting accounting, PendingResults pending, EpochClock clock)
            throws InterruptedException {
        try {
            return batches.next();
        } catch (UserException e) {
            checkpointer.write(progress(accounting, pending, clock));
            throw e;
        }
    }

    private Evaluation evaluate(EpochAccounting accounting, PendingResults pending, EpochClock clock)
            throws InterruptedException {
        try {
            return Evaluation.of(engine, test, () -> listeners.forEach(TrainingListener::batchEvaluated));
        } catch (InterruptedException | UserException e) {
            checkpointer.write(progress(accounting, pending, clock));
            throw e;
        }
    }

    private static EpochProgress progress(EpochAccounting accounting, PendingResults pending, EpochClock clock) {
        pending.read();
        return accounting.progress(clock.seconds(), clock.waitedSeconds());
    }

    private EpochMetrics metrics(EpochAccounting accounting, Evaluation evaluation, double taken, double waited) {
        double seconds = Math.max(taken, 1e-9); // Avoids a division by zero if the clock has not moved.
        return EpochMetrics.newBuilder()
                .setRun(plan.run())
                .setPath(plan.path().label())
                .setRecipe(plan.recipe().label())
                .setSeed(plan.seed())
                .setEpoch(accounting.epoch())
                .setEpochs(plan.epochs())
                .setSamples(accounting.samples())
                .setLoss(accounting.loss())
                .setAccuracy(accounting.accuracy())
                .setValLoss(evaluation.loss())
                .setValAccuracy(evaluation.accuracy())
                .setSeconds(seconds)
                .setSamplesPerSecond(accounting.samples() / seconds)
                .setDataWaitShare(waited / seconds)
                .setLearningRate(engine.learningRate())
                .setSkipped(accounting.skipped())
                .setValConfusion(evaluation.confusion().published())
                .setRunId(checkpointer.id())
                .setStarted(checkpointer.started())
                .setSettings(settings.endEpoch())
                .build();
    }
}
