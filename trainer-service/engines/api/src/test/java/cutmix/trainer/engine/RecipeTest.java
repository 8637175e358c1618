package cutmix.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.PixelScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeTest {

    @Test
    void keras_holds_the_values_of_the_example() {
        Recipe keras = Recipe.named("keras");

        assertThat(keras.optimizer()).isEqualTo(new Optimizer.Adam(1e-3, 1e-7));
        assertThat(keras.pixels(3)).isEqualTo(PixelScale.toUnit(3));
        assertThat(keras.optimizer().isScheduled()).isFalse();
        assertThat(keras.kernelL2()).isEqualTo(1e-4);
        assertThat(keras.normMomentum()).isEqualTo(0.99);
        assertThat(keras.normEpsilon()).isEqualTo(1e-3);
    }

    @Test
    void the_rate_of_the_strong_recipe_goes_with_the_size_of_a_batch() {
        // Given
        NetworkShape network = new NetworkShape(8, new NetworkInput(8, 8, 3, 10));

        // When
        TrainingSetup small = new TrainingSetup(network, Recipe.STRONG, 32, 1000);
        TrainingSetup large = new TrainingSetup(network, Recipe.STRONG, 128, 1000);

        // Then
        assertThat(small.learningRate(100)).isEqualTo(0.1);
        assertThat(large.learningRate(100)).isEqualTo(0.4);
        assertThat(Recipe.STRONG.optimizer().isScheduled()).isTrue();
    }

    @Test
    void the_strong_recipe_centers_pixels_of_any_channels() {
        assertThat(Recipe.STRONG.pixels(3).means()).containsExactly(0.4914f, 0.4822f, 0.4465f);
        assertThat(Recipe.STRONG.pixels(1).means()).containsExactly(0.5f);
        assertThat(Recipe.STRONG.pixels(4).deviations()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void a_recipe_is_found_by_its_label(Recipe recipe) {
        assertThat(Recipe.named(recipe.label())).isEqualTo(recipe);
    }

    @Test
    void another_name_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> Recipe.named("KERAS"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--recipe KERAS is unknown: choose keras or strong");
    }
}
