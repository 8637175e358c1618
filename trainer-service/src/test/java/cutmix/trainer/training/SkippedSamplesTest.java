package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.StepResult;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SkippedSamplesTest extends ScriptedRuns {

    /** One sample of epoch 1's second batch, and all samples of epoch 2's last batch. */
    private static final Set<SamplePosition> BAD =
            Set.of(new SamplePosition(1, 5), new SamplePosition(2, 8), new SamplePosition(2, 9));

    private static final List<StepResult> RESULTS = List.of(
            new StepResult(1, 4, 4),
            new StepResult(2, 1, 3),
            new StepResult(6, 0, 2),
            new StepResult(1, 2, 3),
            new StepResult(5, 1, 1),
            new StepResult(0.5, 4, 4),
            new StepResult(1.5, 4, 4),
            new StepResult(1, 3, 3),
            new StepResult(1, 1, 1));

    @Test
    void are_counted_and_the_epochs_end() throws Exception {
        // When
        train(engine(RESULTS), EpochProgress.startOf(1), BAD, true);

        // Then
        assertThat(published).extracting(metrics -> metrics.getSamples()).containsExactly(9, 8);
        assertThat(published).extracting(metrics -> metrics.getSkipped()).containsExactly(1, 2);
        assertThat(published).extracting(metrics -> metrics.getAccuracy()).containsExactly(5 / 9.0, 1.0);
        assertThat(published).extracting(metrics -> metrics.getLoss()).containsExactly(22 / 9.0, 1.0);
    }

    @Test
    void end_the_run_unless_they_may_be_and_it_goes_on_from_there_when_they_may() throws Exception {
        // Given
        assertThatThrownBy(() -> train(engine(RESULTS), EpochProgress.startOf(1), BAD, false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("epoch 1, position 5 cannot be read");
        EpochProgress left = new CheckpointFolder(folder)
                .newest(RUN)
                .orElseThrow()
                .checkpoint()
                .progress();
        ScriptedEngine rest = engine(RESULTS.subList(1, RESULTS.size()));

        // When
        train(rest, left, BAD, true);

        // Then
        assertThat(left.position()).isEqualTo(4);
        assertThat(published).extracting(metrics -> metrics.getSkipped()).containsExactly(1, 2);
        assertThat(published).extracting(metrics -> metrics.getLoss()).containsExactly(22 / 9.0, 1.0);
    }

    private static ScriptedEngine engine(List<StepResult> results) {
        return new ScriptedEngine(results.toArray(StepResult[]::new));
    }
}
