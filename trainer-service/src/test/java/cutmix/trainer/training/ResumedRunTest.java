package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.TestBatches;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResumedRunTest extends ScriptedRuns {

    @Test
    void goes_on_within_an_epoch_as_if_nothing_had_been() throws Exception {
        // Given
        EpochMetrics undisturbed = train(twoEpochs());
        published.clear();
        ScriptedEngine rest = new ScriptedEngine(
                new StepResult(0.5, 4, 4), new StepResult(0.5, 2, 2), new StepResult(1, 3, 3), new StepResult(1, 1, 1));

        // When
        EpochMetrics last = train(
                rest,
                EpochProgress.builder()
                        .epoch(2)
                        .position(4)
                        .lossSum(4 * 0.5)
                        .hits(4)
                        .steps(1)
                        .seconds(10)
                        .waitedSeconds(5)
                        .build());

        // Then
        assertThat(rest.fitted.stream().flatMap(batch -> positions(batch).stream()))
                .containsExactly("2/4", "2/5", "2/6", "2/7", "2/8", "2/9");
        assertThat(published).containsExactly(last);
        assertThat(last.getLoss()).isEqualTo(undisturbed.getLoss());
        assertThat(last.getAccuracy()).isEqualTo(undisturbed.getAccuracy());
        assertThat(last.getSamples()).isEqualTo(10);
        assertThat(last.getSeconds()).isGreaterThan(10);
        assertThat(last.getDataWaitShare()).isBetween(0.4, 0.6);
    }

    @Test
    void an_epoch_that_lacked_its_evaluation_alone_is_evaluated() throws Exception {
        // Given
        ScriptedEngine engine = new ScriptedEngine(new StepResult(1, 3, 3), new StepResult(1, 1, 1));

        // When
        train(
                engine,
                EpochProgress.builder()
                        .epoch(2)
                        .position(10)
                        .lossSum(5)
                        .hits(7)
                        .steps(3)
                        .seconds(1)
                        .build());

        // Then
        assertThat(engine.fitted).isEmpty();
        assertThat(published).extracting(EpochMetrics::getAccuracy).containsExactly(0.7);
    }

    @Test
    void a_run_that_was_through_trains_nothing() throws Exception {
        // When
        train(new ScriptedEngine(), EpochProgress.startOf(3));

        // Then
        assertThat(published).isEmpty();
    }

    @Test
    void interrupted_it_leaves_a_checkpoint_of_what_was_trained() throws Exception {
        // Given
        ScriptedEngine engine = new ScriptedEngine(new StepResult(1, 4, 4), new StepResult(2, 2, 4)) {
            @Override
            public StepResult fit(Batch batch) {
                if (fitted.size() == 1) {
                    Thread.currentThread().interrupt();
                }
                return super.fit(batch);
            }
        };

        // When
        assertThatThrownBy(() -> train(engine)).isInstanceOf(InterruptedException.class);

        // Then
        EpochProgress progress = new CheckpointFolder(folder)
                .newest(RUN)
                .orElseThrow()
                .checkpoint()
                .progress();
        assertThat(progress.epoch()).isEqualTo(1);
        assertThat(progress.position()).isEqualTo(8);
        assertThat(progress.lossSum()).isEqualTo(12);
        assertThat(progress.hits()).isEqualTo(6);
        assertThat(progress.steps()).isEqualTo(2);
    }

    @Test
    void interrupted_in_an_evaluation_it_saves_the_whole_epoch_and_resumes_with_the_next() throws Exception {
        // Given
        ScriptedEngine engine =
                new ScriptedEngine(
                        new StepResult(1, 4, 4),
                        new StepResult(2, 2, 4),
                        new StepResult(6, 0, 2),
                        new StepResult(1, 2, 3),
                        new StepResult(5, 1, 1)) {
                    @Override
                    public Predictions evaluate(Batch batch) {
                        Thread.currentThread().interrupt();
                        return super.evaluate(batch);
                    }
                };

        // When
        assertThatThrownBy(() -> train(engine)).isInstanceOf(InterruptedException.class);

        // Then
        Checkpoint newest =
                new CheckpointFolder(folder).newest(RUN).orElseThrow().checkpoint();
        assertThat(newest.progress()).isEqualTo(EpochProgress.startOf(2));
        assertThat(newest.epochs()).hasSize(1).isEqualTo(published);
    }

    @Test
    void without_test_images_it_leaves_a_checkpoint_that_lacks_only_the_evaluation() throws Exception {
        for (Exception end : List.of(new InterruptedException(), new UserException("of the test"))) {
            // Given
            TestBatches test = action -> {
                if (end instanceof InterruptedException interruption) {
                    throw interruption;
                }
                throw (UserException) end;
            };

            // When
            assertThatThrownBy(() -> train(twoEpochs(), test)).isSameAs(end);

            // Then
            Checkpoint newest =
                    new CheckpointFolder(folder).newest(RUN).orElseThrow().checkpoint();
            assertThat(newest.progress().epoch()).isEqualTo(1);
            assertThat(newest.progress().position()).isEqualTo(10);
            assertThat(published).isEmpty();
        }
    }

    @Test
    void each_epoch_ends_with_a_checkpoint() throws Exception {
        // When
        train(twoEpochs());

        // Then
        Checkpoint newest =
                new CheckpointFolder(folder).newest(RUN).orElseThrow().checkpoint();
        assertThat(newest.progress()).isEqualTo(EpochProgress.startOf(3));
        assertThat(newest.epochs()).isEqualTo(published);
    }
}
