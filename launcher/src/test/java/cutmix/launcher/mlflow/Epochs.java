package cutmix.launcher.mlflow;

import cutmix.schemas.EpochMetrics;
import java.util.List;

/** Epochs of made-up runs. */
public final class Epochs {

    private Epochs() {}

    /** An epoch of a run on the path {@code cutmix}, with values that identify it. */
    public static EpochMetrics metrics(String run, int epoch, int epochs) {
        return EpochMetrics.newBuilder()
                .setRun(run)
                .setPath("cutmix")
                .setRecipe("keras")
                .setSeed(7)
                .setEpoch(epoch)
                .setEpochs(epochs)
                .setSamples(100)
                .setLoss(1.0 / epoch)
                .setAccuracy(0.5 + epoch / 100.0)
                .setValLoss(2.0 / epoch)
                .setValAccuracy(0.25 + epoch / 100.0)
                .setSeconds(2.5)
                .setSamplesPerSecond(40)
                .setDataWaitShare(0.125)
                .setLearningRate(0.001)
                .setSkipped(epoch)
                .setValConfusion(List.of())
                .build();
    }

    /** The epoch in logged form, of a run with the given id. */
    static EpochLog log(String run, String id, int epoch, int epochs, long timestamp) {
        EpochMetrics metrics = EpochMetrics.newBuilder(metrics(run, epoch, epochs))
                .setRunId(id)
                .build();
        return EpochLog.of(metrics, timestamp);
    }

    /** The epoch in logged form, with a record of the given time. */
    static EpochLog log(String run, int epoch, int epochs, long timestamp) {
        return EpochLog.of(metrics(run, epoch, epochs), timestamp);
    }
}
