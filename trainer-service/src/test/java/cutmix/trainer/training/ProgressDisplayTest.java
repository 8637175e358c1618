package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.trainer.checkpoint.EpochProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private static final String NO_BAR = ">" + ".".repeat(29);
    private static final String HALF_BAR = "=".repeat(15) + ">" + ".".repeat(14);
    private static final String FULL_BAR = "=".repeat(30);
    private static final String FINAL_SCORES =
            " - accuracy: 0.3333 - loss: 2.3457 - val_accuracy: 0.6667 - val_loss: 1.9877";

    private final StringWriter shown = new StringWriter();
    private Duration now = Duration.ofDays(1);

    @Test
    void a_terminal_shows_a_bar_that_moves_and_stays_with_the_epochs_result() {
        // Given
        ProgressDisplay display = display(true);

        // When
        display.epochStarted(EpochProgress.startOf(1));
        pass(100);
        display.stepEnded(1, 2.5, 0.25);
        pass(4900);
        display.stepEnded(50, 2.25, 0.5);
        display.epochEnded(Plans.metrics(10));

        // Then
        assertThat(shown)
                .hasToString("Epoch 1/2\n"
                        + "\r  1/100 [" + NO_BAR + "] - ETA: 10s - 100ms/step - accuracy: 0.2500 - loss: 2.5000"
                        + "\r 50/100 [" + HALF_BAR + "] - ETA: 5s - 100ms/step - accuracy: 0.5000 - loss: 2.2500 "
                        + "\r100/100 [" + FULL_BAR + "] - 10s - 100ms/step" + FINAL_SCORES + "\n");
    }

    @Test
    void a_shorter_line_leaves_nothing_of_the_longer_one_before_it() {
        // Given
        ProgressDisplay display = display(true);

        // When: the first step takes 1,500 ms, and so do all the others together
        display.epochStarted(EpochProgress.startOf(1));
        pass(1500);
        display.stepEnded(1, 10.125, 0.25);
        pass(1500);
        display.stepEnded(50, 9.5, 0.5);

        // Then
        String[] lines = shown.toString().split("[\r\n]+");
        assertThat(lines[1]).endsWith("- ETA: 149s - 1500ms/step - accuracy: 0.2500 - loss: 10.1250");
        assertThat(lines[2]).endsWith("- ETA: 3s - 60ms/step - accuracy: 0.5000 - loss: 9.5000     ");
        assertThat(lines[2]).hasSameSizeAs(lines[1]);
    }

    @Test
    void the_next_epoch_begins_on_a_line_of_its_own() {
        // Given
        ProgressDisplay display = display(true);
        display.epochStarted(EpochProgress.startOf(1));
        display.epochEnded(Plans.metrics(10));

        // When
        display.epochStarted(EpochProgress.startOf(2));
        pass(100);
        display.stepEnded(1, 2.5, 0.25);

        // Then
        assertThat(shown.toString())
                .endsWith("\nEpoch 2/2\n\r  1/100 [" + NO_BAR
                        + "] - ETA: 10s - 100ms/step - accuracy: 0.2500 - loss: 2.5000");
    }

    @Test
    void a_terminal_is_not_written_to_more_than_ten_times_a_second() {
        // Given
        ProgressDisplay display = display(true);

        // When
        display.epochStarted(EpochProgress.startOf(1));
        pass(100);
        display.stepEnded(1, 2.5, 0.25);
        pass(99);
        display.stepEnded(2, 2.5, 0.25);

        // Then
        assertThat(shown).asString().containsOnlyOnce("\r");
    }

    @Test
    void elsewhere_a_line_comes_at_the_first_step_every_five_seconds_and_at_the_end() {
        // Given
        ProgressDisplay display = display(false);

        // When
        display.epochStarted(EpochProgress.startOf(1));
        pass(100);
        display.stepEnded(1, 2.5, 0.25);
        pass(4899);
        display.stepEnded(49, 2.5, 0.25);
        pass(101);
        display.stepEnded(51, 2.25, 0.5);
        display.epochEnded(Plans.metrics(10));

        // Then
        assertThat(shown)
                .hasToString("Epoch 1/2 -   1/100 [" + NO_BAR
                        + "] - ETA: 10s - 100ms/step - accuracy: 0.2500 - loss: 2.5000\n"
                        + "Epoch 1/2 -  51/100 [" + HALF_BAR
                        + "] - ETA: 5s - 100ms/step - accuracy: 0.5000 - loss: 2.2500\n"
                        + "Epoch 1/2 - 100/100 [" + FULL_BAR + "] - 10s - 100ms/step" + FINAL_SCORES + "\n");
    }

    private ProgressDisplay display(boolean terminal) {
        return new ProgressDisplay(Plans.plan(10, 1000), new PrintWriter(shown), terminal, () -> now.toNanos());
    }

    private void pass(int millis) {
        now = now.plusMillis(millis);
    }
}
