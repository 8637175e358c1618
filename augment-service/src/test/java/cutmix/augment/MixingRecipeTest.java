package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MixingRecipeTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_value_out_of_range_is_named(String message, ThrowingCallable recipe) {
        assertThatThrownBy(recipe).isInstanceOf(UserException.class).hasMessage(message);
    }

    static Stream<Arguments> a_value_out_of_range_is_named() {
        return Stream.of(
                refused("alpha is -1.0, but must lie in [0.001, 1000]", () -> new MixingRecipe(-1, 1, 1, 0, 0, 0, 9)),
                refused(
                        "alpha is NaN, but must lie in [0.001, 1000]",
                        () -> new MixingRecipe(Double.NaN, 1, 1, 0, 0, 0, 9)),
                refused(
                        "mixup-alpha is 1001.0, but must lie in [0.001, 1000]",
                        () -> new MixingRecipe(1, 1001, 1, 0, 0, 0, 9)),
                refused("probability is 1.5, but must lie in [0, 1]", () -> new MixingRecipe(1, 1, 1.5, 0, 0, 0, 9)),
                refused(
                        "mixup-probability is -0.5, but must lie in [0, 1]",
                        () -> new MixingRecipe(1, 1, 1, -0.5, 0, 0, 9)),
                refused("label-smoothing is 1.0, but must lie in [0, 1)", () -> new MixingRecipe(1, 1, 1, 0, 1, 0, 9)),
                refused("off-epochs is -1, but must not be negative", () -> new MixingRecipe(1, 1, 1, 0, 0, -1, 9)),
                refused("block-size is 2, but must lie in [3, 65536]", () -> new MixingRecipe(1, 1, 1, 0, 0, 0, 2)));
    }

    private static Arguments refused(String message, ThrowingCallable recipe) {
        return Arguments.of("cutmix.augment." + message, recipe);
    }
}
