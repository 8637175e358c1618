package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.stream.NumberedBatch;

/** Is told how a run goes, by the thread that trains. */
@FunctionalInterface
public interface TrainingListener {

    /** After the epoch's evaluation. */
    void epochEnded(EpochMetrics metrics);

    /**
     * Before the epoch's first step in this process.
     *
     * @param progress how far an earlier process has brought the epoch
     */
    default void epochStarted(EpochProgress progress) {}

    /** Before the wait for a step's batch. */
    default void batchAwaited() {}

    /** When its batch has come. */
    default void stepStarted(NumberedBatch batch) {}

    /**
     * After each step.
     *
     * @param step counted from 1
     * @param loss mean over the epoch so far
     * @param accuracy over the epoch so far, in [0, 1]
     */
    default void stepEnded(int step, double loss, double accuracy) {}

    /** After each batch of the epoch's evaluation. */
    default void batchEvaluated() {}
}
