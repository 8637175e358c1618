package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.stream.DataPath;
import java.util.List;

/** A plan of two epochs, and its metrics. */
public final class Plans {

    private Plans() {}

    static TrainingPlan plan(int batchSize, int epochSize) {
        return TrainingPlan.builder()
                .run("run-1")
                .path(DataPath.CUTMIX)
                .recipe(Recipe.KERAS)
                .seed(42)
                .epochs(2)
                .batchSize(batchSize)
                .epochSize(epochSize)
                .build();
    }

    /** Returns the metrics of the first epoch with this duration and scores of about 1/3. */
    public static EpochMetrics metrics(double seconds) {
        return EpochMetrics.newBuilder()
                .setRun("run-1")
                .setPath("cutmix")
                .setRecipe("keras")
                .setSeed(42)
                .setEpoch(1)
                .setEpochs(2)
                .setSamples(1000)
                .setLoss(2.34567)
                .setAccuracy(0.333333)
                .setValLoss(1.98765)
                .setValAccuracy(0.666666)
                .setSeconds(seconds)
                .setSamplesPerSecond(1000 / seconds)
                .setDataWaitShare(0)
                .setLearningRate(1e-3)
                .setValConfusion(List.of(2, 1, 0, 0))
                .build();
    }
}
