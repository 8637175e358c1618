package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;

/** Is told how a run goes, by the thread that trains. */
@FunctionalInterface
public interface EpochObserver {

    /** After the epoch's evaluation. */
    void epochEnded(EpochMetrics metrics);

    /** Before the epoch's first step. */
    default void epochStarted(int epoch) {}

    /**
     * After each step.
     *
     * @param step counted from 1
     * @param loss mean over the epoch so far
     * @param accuracy over the epoch so far, in [0, 1]
     */
    default void stepEnded(int step, double loss, double accuracy) {}
}
