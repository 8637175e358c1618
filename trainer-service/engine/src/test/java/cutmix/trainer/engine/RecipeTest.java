package cutmix.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeTest {

    @Test
    void keras_holds_the_values_of_the_example() {
        Recipe keras = Recipe.named("keras");

        assertThat(keras.learningRate()).isEqualTo(1e-3);
        assertThat(keras.adamEpsilon()).isEqualTo(1e-7);
        assertThat(keras.kernelL2()).isEqualTo(1e-4);
        assertThat(keras.normMomentum()).isEqualTo(0.99);
        assertThat(keras.normEpsilon()).isEqualTo(1e-3);
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
                .hasMessageStartingWith("--recipe KERAS is unknown: choose keras");
    }
}
