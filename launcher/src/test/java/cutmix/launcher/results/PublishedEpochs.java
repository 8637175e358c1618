package cutmix.launcher.results;

import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.EpochMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Epochs as trainers publish them. */
public final class PublishedEpochs {

    private PublishedEpochs() {}

    /** An epoch of a run {@code NAME-PATH}. */
    public static PublishedEpoch epoch(String run, String id, int epoch, int epochs) {
        String path = run.substring(run.lastIndexOf('-') + 1);
        return new PublishedEpoch(
                EpochMetrics.newBuilder()
                        .setRun(run)
                        .setPath(path)
                        .setRecipe("keras")
                        .setSeed(7)
                        .setEpoch(epoch)
                        .setEpochs(epochs)
                        .setSamples(100)
                        .setLoss(1.5)
                        .setAccuracy(0.5)
                        .setValLoss(0.9)
                        .setValAccuracy(path.equals("cutmix") ? 0.75 : 0.5)
                        .setSeconds(10)
                        .setSamplesPerSecond(10)
                        .setDataWaitShare(0)
                        .setLearningRate(0.001)
                        .setSkipped(0)
                        .setValConfusion(List.of())
                        .setRunId(id)
                        .setSettings(
                                path.equals("cutmix")
                                        ? Map.of("batch_size", "32", "alpha", "0.25")
                                        : Map.of("batch_size", "32"))
                        .build(),
                Instant.EPOCH);
    }
}
