package cutmix.trainer.training;

import cutmix.schemas.failure.SettingException;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.stream.DataPath;

/**
 * The plan of a training run.
 *
 * @param run the run's name in the metrics
 * @param seed seed of the initial weights
 * @param epochSize samples in an epoch
 */
public record TrainingPlan(
        String run, DataPath path, Recipe recipe, long seed, int epochs, int batchSize, int epochSize) {

    public TrainingPlan {
        if (epochs < 1) {
            throw new SettingException("--epochs " + epochs + " is not at least 1");
        }
        if (batchSize < 1) {
            throw new SettingException("--batch-size " + batchSize + " is not at least 1");
        }
        if ((long) epochs * steps(batchSize, epochSize) > Integer.MAX_VALUE) {
            throw new SettingException("--epochs " + epochs + " with --batch-size " + batchSize + " and " + epochSize
                    + " images an epoch are more than " + Integer.MAX_VALUE
                    + " steps: choose fewer epochs, or a larger batch size");
        }
    }

    public static TrainingPlanBuilder builder() {
        return new TrainingPlanBuilder();
    }

    /** Returns the number of steps in all epochs. */
    public int allSteps() {
        return epochs * steps();
    }

    /** Returns the number of steps in an epoch; the last batch may be smaller. */
    public int steps() {
        return steps(batchSize, epochSize);
    }

    private static int steps(int batchSize, int epochSize) {
        return (int) (((long) epochSize + batchSize - 1) / batchSize);
    }
}
