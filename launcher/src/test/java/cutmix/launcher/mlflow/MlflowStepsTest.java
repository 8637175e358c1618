package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.machine.SystemMetrics;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import cutmix.schemas.StepMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values between the epochs of a run: its steps, and the load of the machine. */
class MlflowStepsTest extends MlflowLogFixture {

    @Test
    void steps_are_numbered_across_epochs_and_logged_once() throws Exception {
        // Given
        for (int again = 0; again < 2; again++) {
            MlflowLog log = log();
            log.add(step(1, 7));
            log.add(Epochs.log("r", "id", 1, 2, 100));
            log.add(step(2, 3));
            log.add(step(2, 2)); // The trainer has resumed from a checkpoint.
            log.add(step(2, 10));
            // When
            log.finish(Duration.ZERO);
        }
        // Then
        assertThat(mlflow.run("r").history("step/loss"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(7L, 13L, 20L);
        assertThat(mlflow.run("r").history("step/learning_rate")).hasSize(3);
    }

    @Test
    void system_metrics_are_logged_for_each_run_in_progress() throws Exception {
        // Given
        long[] now = {0};
        SystemMetrics points = new SystemMetrics(() -> Map.of("cpu", 50.0), Duration.ofSeconds(10), () -> now[0]);
        MlflowLog log = log();
        log.begin(
                MlflowRun.builder().name("r").id("id").started(5).launched(true).build());
        // When: it is polled every four seconds
        for (int i = 0; i < 7; i++) {
            points.read(List.of("r"), log::add);
            now[0] += Duration.ofSeconds(4).toNanos();
        }
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").history("system/cpu"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(0L, 1L);
    }

    private static StepLog step(int epoch, int step) {
        return StepLog.of(StepMetrics.newBuilder()
                .setRun("r")
                .setPath("cutmix")
                .setEpoch(epoch)
                .setEpochs(2)
                .setStep(step)
                .setSteps(10)
                .setSamples(100)
                .setLoss(1)
                .setAccuracy(0.5)
                .setSamplesPerSecond(40)
                .setDataWaitShare(0)
                .setLearningRate(0.001)
                .setTime(100)
                .setRunId("id")
                .build());
    }
}
