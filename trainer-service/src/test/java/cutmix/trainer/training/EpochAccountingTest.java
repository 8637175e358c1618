package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.NumberedBatch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochAccountingTest {

    private final EpochAccounting accounting = new EpochAccounting(EpochProgress.startOf(2), 10);

    @Test
    void weighs_loss_and_hits_by_the_samples() {
        // When
        add(2, 0, 6, 1.0, 3);
        add(2, 6, 4, 2.0, 4);

        // Then
        assertThat(accounting.loss()).isEqualTo(1.4);
        assertThat(accounting.accuracy()).isEqualTo(0.7);
        assertThat(accounting.samples()).isEqualTo(10);
        assertThat(accounting.steps()).isEqualTo(2);
        assertThat(accounting.isComplete()).isTrue();
        accounting.requireComplete();
    }

    @Test
    void loss_and_accuracy_are_of_the_steps_whose_results_are_known() {
        // Given
        add(2, 0, 6, 1.0, 3);

        // When
        accounting.pass(
                new NumberedBatch(new SamplePosition(2, 6), Optional.of(new Batch(4, new byte[4], new float[4])), 0));

        // Then
        assertThat(accounting.loss()).isEqualTo(1.0);
        assertThat(accounting.accuracy()).isEqualTo(0.5);
        assertThat(accounting.samples()).isEqualTo(10);
        assertThat(accounting.steps()).isEqualTo(2);
    }

    @Test
    void positions_that_are_skipped_count_as_passed_and_for_nothing_else() {
        // When
        Optional<Batch> five = Optional.of(new Batch(5, new byte[5], new float[5]));
        add(new NumberedBatch(new SamplePosition(2, 0), five, 1), accounting, new StepResult(1.0, 3, 5));
        accounting.pass(new NumberedBatch(new SamplePosition(2, 6), Optional.empty(), 4));

        // Then
        assertThat(accounting.loss()).isEqualTo(1.0);
        assertThat(accounting.accuracy()).isEqualTo(0.6);
        assertThat(accounting.samples()).isEqualTo(5);
        assertThat(accounting.skipped()).isEqualTo(5);
        assertThat(accounting.progress(0, 0).position()).isEqualTo(10);
        assertThat(new EpochAccounting(accounting.progress(0, 0), 10).samples()).isEqualTo(5);
        accounting.requireComplete();
    }

    @Test
    void an_epoch_of_which_nothing_can_be_read_is_refused() {
        // Given
        accounting.pass(new NumberedBatch(new SamplePosition(2, 0), Optional.empty(), 10));

        // When, Then
        assertThatThrownBy(accounting::requireComplete)
                .isInstanceOf(UserException.class)
                .hasMessage("no sample of epoch 2 can be read; delete the topics and load again");
    }

    @Test
    void a_position_trained_twice_is_refused() {
        // Given
        add(2, 4, 4, 1, 0);

        // When, Then
        assertThatThrownBy(() -> add(2, 2, 4, 1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("epoch 2, position 4 was trained twice");
    }

    @Test
    void a_position_that_was_not_trained_is_named() {
        // Given
        add(2, 0, 3, 1, 0);
        add(2, 4, 6, 1, 0);

        // When, Then
        assertThat(accounting.isComplete()).isFalse();
        assertThatThrownBy(accounting::requireComplete)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("epoch 2, position 3 was not trained");
    }

    @Test
    void a_batch_of_another_epoch_is_refused() {
        assertThatThrownBy(() -> add(1, 0, 4, 1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the batch at epoch 1, position 0 is not one of epoch 2");
    }

    @Test
    void a_batch_that_reaches_beyond_the_epoch_is_refused() {
        assertThatThrownBy(() -> add(2, 8, 4, 1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the batch at epoch 2, position 8 is not one of epoch 2");
    }

    @Test
    void goes_on_from_where_an_earlier_process_was() {
        // Given
        add(2, 0, 4, 0.1, 3);
        add(2, 4, 4, 0.2, 2);
        EpochAccounting resumed = new EpochAccounting(accounting.progress(0, 0), 10);

        // When
        NumberedBatch last =
                new NumberedBatch(new SamplePosition(2, 8), Optional.of(new Batch(2, new byte[2], new float[2])), 0);
        add(last, accounting, new StepResult(0.3, 1, 2));
        add(last, resumed, new StepResult(0.3, 1, 2));

        // Then
        assertThat(resumed.loss()).isEqualTo(accounting.loss());
        assertThat(resumed.accuracy()).isEqualTo(0.6);
        assertThat(resumed.steps()).isEqualTo(3);
        resumed.requireComplete();
        assertThatThrownBy(() -> resumed.pass(last)).hasMessage("epoch 2, position 8 was trained twice");
    }

    private void add(int epoch, int position, int size, double loss, int hits) {
        Batch batch = new Batch(size, new byte[size], new float[size]);
        add(
                new NumberedBatch(new SamplePosition(epoch, position), Optional.of(batch), 0),
                accounting,
                new StepResult(loss, hits, size));
    }

    private static void add(NumberedBatch batch, EpochAccounting accounting, StepResult result) {
        accounting.pass(batch);
        accounting.add(result);
    }
}
