package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.stream.NumberedBatch;

/** Receives the events of a run in the training thread. */
@FunctionalInterface
public interface TrainingListener {

    /** Called after the epoch's evaluation. */
    void epochEnded(EpochMetrics metrics);

    /**
     * Called before the epoch's first step in this process.
     *
     * @param progress progress of the epoch in earlier processes
     */
    default void epochStarted(EpochProgress progress) {}

    /** Called before the wait for a step's batch. */
    default void batchAwaited() {}

    /** Called when the step's batch has arrived. */
    default void stepStarted(NumberedBatch batch) {}

    /**
     * Called after each step.
     *
     * @param step counted from 1
     * @param loss mean loss of the epoch so far
     * @param accuracy accuracy of the epoch so far, in [0, 1]
     */
    default void stepEnded(int step, double loss, double accuracy) {}

    /** Called after each batch of the epoch's evaluation. */
    default void batchEvaluated() {}
}
