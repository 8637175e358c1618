package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressReport;
import cutmix.trainer.checkpoint.EpochProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReportsTest {

    private final StringWriter shown = new StringWriter();
    private Duration now = Duration.ofDays(1);
    private final ProgressReports reports =
            new ProgressReports(Plans.plan(10, 1000), new PrintWriter(shown), () -> now.toNanos());

    @Test
    void an_epoch_is_told_from_its_beginning_to_its_evaluation() {
        // When
        reports.epochStarted(EpochProgress.startOf(1));
        pass(5000);
        reports.stepEnded(50, 2.25, 0.5);
        pass(5000);
        reports.stepEnded(100, 2.0, 0.625);
        reports.epochEnded(Plans.metrics(10));

        // Then
        assertThat(shown.toString().lines())
                .containsExactly(
                        report("epoch 1/2", 0),
                        report("epoch 1/2", 50, "accuracy 0.5000", "loss 2.2500", "ETA 5s"),
                        report("epoch 1/2", 100, "accuracy 0.6250", "loss 2.0000", "evaluating"),
                        report("epoch 1/2", 100, "accuracy 0.3333", "loss 2.3457", "val_accuracy 0.6667"),
                        "Epoch 1/2  10s  accuracy 0.3333  loss 2.3457  val_accuracy 0.6667");
    }

    @Test
    void the_next_epoch_has_the_test_accuracy_of_the_last_one() {
        // Given
        reports.epochStarted(EpochProgress.startOf(1));
        reports.epochEnded(Plans.metrics(10));

        // When
        reports.epochStarted(EpochProgress.startOf(2));
        pass(200);
        reports.stepEnded(1, 2.25, 0.5);

        // Then
        assertThat(shown.toString().lines())
                .endsWith(
                        report("epoch 2/2", 0, "val_accuracy 0.6667"),
                        report("epoch 2/2", 1, "accuracy 0.5000", "loss 2.2500", "val_accuracy 0.6667", "ETA 20s"));
    }

    @Test
    void of_steps_within_a_fifth_of_a_second_the_last_of_the_epoch_alone_is_told() {
        // Given
        reports.epochStarted(EpochProgress.startOf(1));

        // When
        pass(199);
        reports.stepEnded(99, 2.25, 0.5);
        reports.stepEnded(100, 2.25, 0.5);

        // Then
        assertThat(shown.toString().lines())
                .containsExactly(
                        report("epoch 1/2", 0),
                        report("epoch 1/2", 100, "accuracy 0.5000", "loss 2.2500", "evaluating"));
    }

    private static String report(String stage, int step, String... figures) {
        return new ProgressReport(stage, step, 100, List.of(figures)).line();
    }

    private void pass(int millis) {
        now = now.plusMillis(millis);
    }
}
