package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.stream.DataPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {

    @ParameterizedTest
    @CsvSource({"32, 50000, 1563", "32, 64, 2", "32, 65, 3", "100, 10, 1"})
    void the_last_step_of_an_epoch_may_be_smaller(int batchSize, int epochSize, int steps) {
        assertThat(Plans.plan(batchSize, epochSize).steps()).isEqualTo(steps);
    }

    @Test
    void more_steps_than_can_be_counted_are_refused() {
        assertThat(TrainingPlan.builder()
                        .run("r")
                        .path(DataPath.PLAIN)
                        .recipe(Recipe.KERAS)
                        .seed(1)
                        .epochs(10_000)
                        .batchSize(1)
                        .epochSize(214_748)
                        .build()
                        .allSteps())
                .isEqualTo(2_147_480_000);
        assertThatThrownBy(() -> TrainingPlan.builder()
                        .run("r")
                        .path(DataPath.PLAIN)
                        .recipe(Recipe.KERAS)
                        .seed(1)
                        .epochs(10_000)
                        .batchSize(1)
                        .epochSize(214_749)
                        .build())
                .isInstanceOf(UserException.class)
                .hasMessage("--epochs 10000 with --batch-size 1 and 214749 images an epoch are more than 2147483647"
                        + " steps: choose fewer epochs, or a larger batch size");
    }

    @Test
    void no_epochs_are_refused() {
        assertThatThrownBy(() -> TrainingPlan.builder()
                        .run("r")
                        .path(DataPath.PLAIN)
                        .recipe(Recipe.KERAS)
                        .seed(1)
                        .epochs(0)
                        .batchSize(32)
                        .epochSize(10)
                        .build())
                .isInstanceOf(UserException.class)
                .hasMessage("--epochs 0 is not at least 1");
    }

    @Test
    void empty_batches_are_refused() {
        assertThatThrownBy(() -> TrainingPlan.builder()
                        .run("r")
                        .path(DataPath.PLAIN)
                        .recipe(Recipe.KERAS)
                        .seed(1)
                        .epochs(1)
                        .batchSize(0)
                        .epochSize(10)
                        .build())
                .isInstanceOf(UserException.class)
                .hasMessage("--batch-size 0 is not at least 1");
    }
}
