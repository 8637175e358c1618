package cutmix.trainer.training;

import cutmix.trainer.engine.Recipe;
import cutmix.trainer.stream.DataPath;

/** Builds a {@link TrainingPlan} from named values. */
public final class TrainingPlanBuilder {
    private String run;
    private DataPath path;
    private Recipe recipe;
    private long seed;
    private int epochs;
    private int batchSize;
    private int epochSize;

    TrainingPlanBuilder() {}

    public TrainingPlanBuilder run(String value) {
        run = value;
        return this;
    }

    public TrainingPlanBuilder path(DataPath value) {
        path = value;
        return this;
    }

    public TrainingPlanBuilder recipe(Recipe value) {
        recipe = value;
        return this;
    }

    public TrainingPlanBuilder seed(long value) {
        seed = value;
        return this;
    }

    public TrainingPlanBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    public TrainingPlanBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    public TrainingPlanBuilder epochSize(int value) {
        epochSize = value;
        return this;
    }

    public TrainingPlan build() {
        return new TrainingPlan(run, path, recipe, seed, epochs, batchSize, epochSize);
    }
}
