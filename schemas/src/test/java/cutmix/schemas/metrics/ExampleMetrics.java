package cutmix.schemas.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import java.util.List;
import java.util.Map;

/** Metrics in which every field has a value of its own, for tests of their encodings. */
public final class ExampleMetrics {

    private ExampleMetrics() {}

    public static EpochMetrics epoch() {
        return EpochMetrics.newBuilder()
                .setRun("r")
                .setPath("cutmix")
                .setRecipe("keras")
                .setSeed(1L)
                .setEpoch(1)
                .setEpochs(2)
                .setSamples(10)
                .setLoss(1.5)
                .setAccuracy(0.25)
                .setValLoss(1.25)
                .setValAccuracy(0.5)
                .setSeconds(3.0)
                .setSamplesPerSecond(3.3)
                .setDataWaitShare(0.01)
                .setLearningRate(0.001)
                .setSkipped(2)
                .setValConfusion(List.of(3, 1, 0, 6))
                .setRunId("id")
                .setStarted(1_600_000_000_000L)
                .setSettings(Map.of("depth", "20"))
                .build();
    }

    public static StepMetrics step() {
        return StepMetrics.newBuilder()
                .setRun("r")
                .setPath("plain")
                .setEpoch(1)
                .setEpochs(2)
                .setStep(3)
                .setSteps(63)
                .setSamples(96)
                .setLoss(2.5)
                .setAccuracy(0.25)
                .setSamplesPerSecond(120.5)
                .setDataWaitShare(0.01)
                .setLearningRate(0.001)
                .setTime(1_700_000_000_000L)
                .setRunId("id")
                .setStarted(1_600_000_000_000L)
                .build();
    }
}
