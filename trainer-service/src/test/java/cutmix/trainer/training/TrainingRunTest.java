package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.FedBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class TrainingRunTest extends ScriptedRuns {

    private static final String REMEDY =
            ": use a smaller --batch-size or another --recipe, with which the learning rate is lower, and check the images";
    private static final StepResult STEP = new StepResult(1, 4, 4);
    private static final StepResult LAST_STEP = new StepResult(1, 2, 2);

    @Test
    void trains_every_position_of_every_epoch_once_and_in_order() throws Exception {
        // Given
        ScriptedEngine engine = twoEpochs();

        // When
        train(engine);

        // Then
        List<String> expected = new ArrayList<>();
        for (int epoch = 1; epoch <= 2; epoch++) {
            for (int position = 0; position < FedBatches.EPOCH_SIZE; position++) {
                expected.add(epoch + "/" + position);
            }
        }
        assertThat(engine.fitted).extracting(Batch::size).containsExactly(4, 4, 2, 4, 4, 2);
        assertThat(engine.fitted.stream().flatMap(batch -> positions(batch).stream()))
                .isEqualTo(expected);
    }

    @Test
    void means_weigh_each_sample_alike() throws Exception {
        // When
        EpochMetrics last = train(twoEpochs());

        // Then
        assertThat(published).hasSize(2);
        assertThat(published.get(1)).isEqualTo(last);
        assertThat(published.get(0).getLoss()).isCloseTo((4 * 1 + 4 * 2 + 2 * 6) / 10.0, within(1e-12));
        assertThat(published.get(0).getAccuracy()).isEqualTo(0.6);
        assertThat(published.get(0).getValLoss()).isCloseTo((3 * 1 + 1 * 5) / 4.0, within(1e-12));
        assertThat(published.get(0).getValAccuracy()).isEqualTo(0.75);
        assertThat(last.getLoss()).isEqualTo(0.5);
        assertThat(last.getAccuracy()).isEqualTo(1);
        assertThat(last.getValAccuracy()).isEqualTo(1);
        assertThat(published.get(0).getValConfusion()).containsExactly(3, 1, 0, 0, 0, 0, 0, 0, 0);
        assertThat(last.getValConfusion()).containsExactly(4, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void metrics_say_what_was_trained_and_how_fast() throws Exception {
        // When
        EpochMetrics last = train(twoEpochs());

        // Then
        assertThat(last.getRun()).isEqualTo("run-1");
        assertThat(last.getPath()).isEqualTo("cutmix");
        assertThat(last.getRecipe()).isEqualTo("keras");
        assertThat(last.getSeed()).isEqualTo(42);
        assertThat(published).extracting(EpochMetrics::getEpoch).containsExactly(1, 2);
        assertThat(last.getEpochs()).isEqualTo(2);
        assertThat(last.getSamples()).isEqualTo(10);
        assertThat(last.getLearningRate()).isEqualTo(0.125);
        assertThat(last.getSettings()).isEqualTo(Map.of("engine", "scripted"));
        assertThat(last.getStarted()).isEqualTo(7);
        assertThat(last.getSeconds()).isPositive();
        assertThat(last.getSamplesPerSecond()).isCloseTo(10 / last.getSeconds(), within(1e-6));
        assertThat(published)
                .allSatisfy(metrics -> assertThat(metrics.getDataWaitShare()).isBetween(0.0, 1.0));
    }

    @Test
    void observers_hear_of_start_steps_and_end_of_each_epoch() throws Exception {
        // When
        train(twoEpochs());

        // Then
        assertThat(events)
                .containsExactly(
                        "start 1",
                        "await",
                        "position 0",
                        "step 1: 1.00 1.00",
                        "await",
                        "position 4",
                        "step 2: 1.50 0.75",
                        "await",
                        "position 8",
                        "step 3: 2.40 0.60",
                        "evaluated",
                        "evaluated",
                        "end 1", //
                        "start 2",
                        "await",
                        "position 0",
                        "step 1: 0.50 1.00",
                        "await",
                        "position 4",
                        "step 2: 0.50 1.00",
                        "await",
                        "position 8",
                        "step 3: 0.50 1.00",
                        "evaluated",
                        "evaluated",
                        "end 2");
    }

    @Test
    void steps_that_go_on_when_they_return_come_to_the_same() throws Exception {
        // Given
        train(twoEpochs());
        List<EpochMetrics> expected = List.copyOf(published);
        published.clear();

        // When
        train(twoEpochs().onADeviceOfItsOwn());

        // Then
        assertThat(published).hasSize(2);
        assertThat(published)
                .usingRecursiveComparison()
                .ignoringFields("seconds", "samples_per_second", "data_wait_share")
                .isEqualTo(expected);
    }

    @Test
    void a_loss_that_is_no_number_ends_the_run_and_names_the_position() {
        // Given
        ScriptedEngine engine = new ScriptedEngine(new StepResult(1, 4, 4), new StepResult(Double.NaN, 0, 4));

        // When, Then
        assertThatThrownBy(() -> train(engine))
                .isInstanceOf(UserException.class)
                .hasMessage("the loss is NaN at epoch 1, position 4: training has diverged in step 2" + REMEDY);
        assertThat(published).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void weights_that_are_no_numbers_end_the_run_before_its_evaluation() {
        // Given: finite losses, for example because an activation turns NaN into zeros
        ScriptedEngine engine = new ScriptedEngine(STEP, STEP, LAST_STEP).diverged();

        // When, Then
        assertThatThrownBy(() -> train(engine))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "the weights of the network are no longer finite after epoch 1, step 3: training has diverged"
                                + REMEDY);
        assertThat(events).doesNotContain("evaluated", "end 1");
        assertThat(published).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_loss_on_the_test_images_that_is_no_number_ends_the_run(double loss) {
        // Given
        ScriptedEngine engine =
                new ScriptedEngine(STEP, STEP, LAST_STEP, new StepResult(1, 2, 3), new StepResult(loss, 1, 1));

        // When, Then
        assertThatThrownBy(() -> train(engine))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "the loss on the test images is " + loss + " after epoch 1: training has diverged" + REMEDY);
        assertThat(published).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_run_that_goes_on_diverges_at_the_same_place_with_the_same_line() throws Exception {
        // Given: the second epoch diverges in its second step.
        ScriptedEngine engine = new ScriptedEngine(
                STEP,
                STEP,
                LAST_STEP,
                new StepResult(1, 2, 3),
                new StepResult(1, 1, 1),
                STEP,
                new StepResult(Double.NaN, 0, 4));
        Throwable first = catchThrowable(() -> train(engine));
        assertThat(published).hasSize(1);
        Checkpoint checkpoint =
                new CheckpointFolder(folder).newest(RUN).orElseThrow().checkpoint();
        assertThat(checkpoint.progress()).isEqualTo(EpochProgress.startOf(2));

        // When
        ScriptedEngine again = new ScriptedEngine(STEP, new StepResult(Double.NaN, 0, 4));
        Throwable second = catchThrowable(() -> train(again, checkpoint.progress()));

        // Then
        assertThat(second).isInstanceOf(UserException.class).hasMessage(first.getMessage());
        assertThat(published).hasSize(1);
        assertThat(new CheckpointFolder(folder).newest(RUN).orElseThrow().checkpoint())
                .isEqualTo(checkpoint);
    }
}
