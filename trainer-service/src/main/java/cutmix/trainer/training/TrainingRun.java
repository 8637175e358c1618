package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.UserException;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.NumberedBatch;
import java.util.List;

/** Trains a network epoch by epoch from a stream of batches, and evaluates it after each. */
public final class TrainingRun {

    private final TrainingPlan plan;
    private final Engine engine;
    private final BatchStream batches;
    private final List<Batch> test;
    private final List<EpochObserver> observers;

    public TrainingRun(
            TrainingPlan plan, Engine engine, BatchStream batches, List<Batch> test, List<EpochObserver> observers) {
        this.plan = plan;
        this.engine = engine;
        this.batches = batches;
        this.test = test;
        this.observers = List.copyOf(observers);
    }

    /**
     * Trains all epochs.
     *
     * @return the metrics of the last one
     * @throws UserException if the data cannot be read, or training diverges
     */
    public EpochMetrics train() throws InterruptedException {
        EpochMetrics last = null;
        for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
            last = trainEpoch(epoch);
        }
        return last;
    }

    private EpochMetrics trainEpoch(int epoch) throws InterruptedException {
        observers.forEach(observer -> observer.epochStarted(epoch));
        EpochTally tally = new EpochTally(epoch, plan.epochSize());
        long waitedBefore = batches.waitedNanos();
        long start = System.nanoTime();
        while (!tally.isComplete()) {
            step(tally);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        double waited = (batches.waitedNanos() - waitedBefore) * 1e-9;
        tally.requireComplete();
        Evaluation evaluation = Evaluation.of(engine, test, () -> observers.forEach(EpochObserver::batchEvaluated));
        EpochMetrics metrics = metrics(tally, evaluation, seconds, waited);
        observers.forEach(observer -> observer.epochEnded(metrics));
        return metrics;
    }

    private void step(EpochTally tally) throws InterruptedException {
        observers.forEach(EpochObserver::batchAwaited);
        NumberedBatch batch = batches.next();
        observers.forEach(observer -> observer.stepStarted(batch));
        StepResult result = engine.fit(batch.batch());
        if (!Double.isFinite(result.loss())) {
            throw new UserException("the loss is " + result.loss() + " at " + batch.first()
                    + ": training has diverged; check the images, or take another recipe");
        }
        tally.add(batch, result);
        observers.forEach(observer -> observer.stepEnded(tally.steps(), tally.loss(), tally.accuracy()));
    }

    private EpochMetrics metrics(EpochTally tally, Evaluation evaluation, double seconds, double waited) {
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
                .build();
    }
}
