package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.NumberedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingResultsTest {

    private static final NumberedBatch BATCH =
            new NumberedBatch(new SamplePosition(2, 4), Optional.of(new Batch(2, new byte[2], new float[2])), 0);

    private final EpochAccounting accounting = new EpochAccounting(EpochProgress.startOf(2), 1000);
    private final List<StepResult> read = new ArrayList<>();
    private long now = 5;
    private final PendingResults pending = new PendingResults(accounting, () -> now);

    @Test
    void a_step_that_is_done_is_read_at_once() {
        for (int step = 1; step <= 3; step++) {
            pending.add(BATCH, PendingStep.done(new StepResult(step, 1, 2)));
            assertThat(accounting.loss()).isEqualTo((1 + step) / 2.0);
        }
    }

    @Test
    void the_first_step_is_read_at_once_and_the_others_after_a_while_in_their_order() {
        // Given
        pending.add(BATCH, new RunningStep(1));
        assertThat(read).hasSize(1);

        // When
        pending.add(BATCH, new RunningStep(2));
        pending.add(BATCH, new RunningStep(3));
        assertThat(read).hasSize(1);
        now += PendingResults.PAUSE_NANOS;
        pending.add(BATCH, new RunningStep(4));

        // Then
        assertThat(read).extracting(StepResult::loss).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(accounting.loss()).isEqualTo(2.5);
        pending.add(BATCH, new RunningStep(5));
        assertThat(read).hasSize(4);
    }

    @Test
    void no_more_than_some_wait() {
        // When
        for (int step = 0; step < 1 + PendingResults.MOST; step++) {
            pending.add(BATCH, new RunningStep(1));
        }

        // Then
        assertThat(read).hasSize(1 + PendingResults.MOST);
    }

    @Test
    void whoever_needs_them_reads_what_waits() {
        // Given
        pending.add(BATCH, new RunningStep(1));
        pending.add(BATCH, new RunningStep(4));

        // When
        pending.read();

        // Then
        assertThat(accounting.loss()).isEqualTo(2.5);
    }

    @Test
    void a_loss_that_is_no_number_is_named_with_its_position() {
        // Given
        accounting.pass(BATCH);
        pending.add(BATCH, new RunningStep(1));
        pending.add(BATCH, new RunningStep(Double.NaN));

        // When, Then
        assertThatThrownBy(pending::read)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("the loss is NaN at epoch 2, position 4: training has diverged in step 1: ");
    }

    /** A step of two samples with one correct prediction. */
    private final class RunningStep implements PendingStep {

        private final StepResult result;

        RunningStep(double loss) {
            this.result = new StepResult(loss, 1, 2);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public StepResult result() {
            read.add(result);
            return result;
        }
    }
}
