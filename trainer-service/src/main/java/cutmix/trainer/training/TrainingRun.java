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
    private final List<TrainingListener> observers;

    /** @param settings settings of the training, for its metrics */
    public TrainingRun(
            TrainingPlan plan,
            Engine engine,
            BatchStream batches,
            TestBatches test,
            Checkpointer checkpointer,
            EffectiveSettings settings,
            List<TrainingListener> observers) {
        this.plan = plan;
        this.engine = engine;
        this.batches = batches;
        this.test = test;
        this.checkpointer = checkpointer;
        this.settings = settings;
        this.observers = List.copyOf(observers);
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
        observers.forEach(observer -> observer.epochStarted(progress));
        EpochAccounting tally = new EpochAccounting(progress, plan.epochSize());
        PendingResults unread = new PendingResults(tally, System::nanoTime);
        EpochClock clock = new EpochClock(progress, batches);
        try {
            while (!tally.isComplete()) {
                step(tally, unread, clock);
                checkpointer.stepEnded(() -> progress(tally, unread, clock));
            }
        } catch (InterruptedException e) {
            checkpointer.write(progress(tally, unread, clock));
            throw e;
        }
        unread.read();
        double seconds = clock.seconds();
        double waited = clock.waitedSeconds();
        tally.requireComplete();
        Divergence.requireFinite(engine, tally.epoch(), tally.steps());
        Evaluation evaluation = evaluate(tally, unread, clock);
        Divergence.requireFinite(evaluation, tally.epoch());
        EpochMetrics metrics = metrics(tally, evaluation, seconds, waited);
        observers.forEach(observer -> observer.epochEnded(metrics));
        // If the interrupt came during evaluation or publication, the epoch counts, and the run ends with its
        // checkpoint.
        boolean interrupted = Thread.interrupted();
        checkpointer.epochEnded(metrics);
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void step(EpochAccounting tally, PendingResults unread, EpochClock clock) throws InterruptedException {
        observers.forEach(TrainingListener::batchAwaited);
        NumberedBatch batch = next(tally, unread, clock);
        observers.forEach(observer -> observer.stepStarted(batch));
        tally.pass(batch);
        settings.meet(batch);
        batch.batch().map(engine::begin).ifPresent(step -> unread.add(batch, step));
        observers.forEach(observer -> observer.stepEnded(tally.steps(), tally.loss(), tally.accuracy()));
    }

    private NumberedBatch next(EpochAccounting tally, PendingResults unread, EpochClock clock)
            throws InterruptedException {
        try {
            return batches.next();
        } catch (UserException e) {
            checkpointer.write(progress(tally, unread, clock));
            throw e;
        }
    }

    private Evaluation evaluate(EpochAccounting tally, PendingResults unread, EpochClock clock)
            throws InterruptedException {
        try {
            return Evaluation.of(engine, test, () -> observers.forEach(TrainingListener::batchEvaluated));
        } catch (InterruptedException | UserException e) {
            checkpointer.write(progress(tally, unread, clock));
            throw e;
        }
    }

    private static EpochProgress progress(EpochAccounting tally, PendingResults unread, EpochClock clock) {
        unread.read();
        return tally.progress(clock.seconds(), clock.waitedSeconds());
    }

    private EpochMetrics metrics(EpochAccounting tally, Evaluation evaluation, double taken, double waited) {
        double seconds = Math.max(taken, 1e-9); // Avoids a division by zero if the clock has not moved.
        return EpochMetrics.newBuilder()
                .setRun(plan.run())
                .setPath(plan.path().label())
                .setRecipe(plan.recipe().label())
                .setSeed(plan.seed())
                .setEpoch(tally.epoch())
                .setEpochs(plan.epochs())
                .setSamples(tally.samples())
                .setLoss(tally.loss())
                .setAccuracy(tally.accuracy())
                .setValLoss(evaluation.loss())
                .setValAccuracy(evaluation.accuracy())
                .setSeconds(seconds)
                .setSamplesPerSecond(tally.samples() / seconds)
                .setDataWaitShare(waited / seconds)
                .setLearningRate(engine.learningRate())
                .setSkipped(tally.skipped())
                .setValConfusion(evaluation.confusion().published())
                .setRunId(checkpointer.id())
                .setStarted(checkpointer.started())
                .setSettings(settings.endEpoch())
                .build();
    }
}
