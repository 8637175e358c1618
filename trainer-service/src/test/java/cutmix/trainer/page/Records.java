package cutmix.trainer.page;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;

/** Records of runs with three epochs of ten steps of eight samples. */
public final class Records {

    private Records() {}

    public static EpochMetrics epoch(String run, String path, int epoch, double valAccuracy) {
        return epoch(run, path, "", epoch, valAccuracy);
    }

    public static EpochMetrics epoch(String run, String path, String id, int epoch, double valAccuracy) {
        return EpochMetrics.newBuilder()
                .setRun(run)
                .setPath(path)
                .setRecipe("keras")
                .setSeed(1)
                .setEpoch(epoch)
                .setEpochs(3)
                .setSamples(80)
                .setLoss(2.5)
                .setAccuracy(0.25)
                .setValLoss(1.5)
                .setValAccuracy(valAccuracy)
                .setSeconds(10)
                .setSamplesPerSecond(8)
                .setDataWaitShare(0.125)
                .setLearningRate(0.001)
                .setRunId(id)
                .build();
    }

    public static StepMetrics step(String run, String path, int epoch, int step, long time) {
        return step(run, path, "", epoch, step, time);
    }

    public static StepMetrics step(String run, String path, String id, int epoch, int step, long time) {
        return StepMetrics.newBuilder()
                .setRun(run)
                .setPath(path)
                .setEpoch(epoch)
                .setEpochs(3)
                .setStep(step)
                .setSteps(10)
                .setSamples(8 * step)
                .setLoss(2)
                .setAccuracy(0.5)
                .setSamplesPerSecond(16)
                .setDataWaitShare(0)
                .setLearningRate(0.001)
                .setTime(time)
                .setRunId(id)
                .build();
    }
}
