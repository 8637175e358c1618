package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.augment.Samples;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
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
                refused(
                        "alpha is -1.0, but must lie in [0.001, 1000]",
                        () -> new MixingRecipe(-1, 1, 1, 0, 0, LastEpochs.NONE, 9, 0, 0)),
                refused(
                        "alpha is NaN, but must lie in [0.001, 1000]",
                        () -> new MixingRecipe(Double.NaN, 1, 1, 0, 0, LastEpochs.NONE, 9, 0, 0)),
                refused(
                        "mixup-alpha is 1001.0, but must lie in [0.001, 1000]",
                        () -> new MixingRecipe(1, 1001, 1, 0, 0, LastEpochs.NONE, 9, 0, 0)),
                refused(
                        "probability is 1.5, but must lie in [0, 1]",
                        () -> new MixingRecipe(1, 1, 1.5, 0, 0, LastEpochs.NONE, 9, 0, 0)),
                refused(
                        "mixup-probability is -0.5, but must lie in [0, 1]",
                        () -> new MixingRecipe(1, 1, 1, -0.5, 0, LastEpochs.NONE, 9, 0, 0)),
                refused(
                        "label-smoothing is 1.0, but must lie in [0, 1)",
                        () -> new MixingRecipe(1, 1, 1, 0, 1, LastEpochs.NONE, 9, 0, 0)),
                refused(
                        "block-size is 2, but must lie in [3, 65536]",
                        () -> new MixingRecipe(1, 1, 1, 0, 0, LastEpochs.NONE, 2, 0, 0)),
                refused(
                        "flip-probability is 1.1, but must lie in [0, 1]",
                        () -> new MixingRecipe(1, 1, 1, 0, 0, LastEpochs.NONE, 9, 1.1, 0)),
                refused(
                        "flip-probability is NaN, but must lie in [0, 1]",
                        () -> new MixingRecipe(1, 1, 1, 0, 0, LastEpochs.NONE, 9, Double.NaN, 0)),
                refused(
                        "crop-padding is -1, but must not be negative",
                        () -> new MixingRecipe(1, 1, 1, 0, 0, LastEpochs.NONE, 9, 0, -1)));
    }

    @Test
    void a_padding_as_large_as_the_smaller_side_is_refused() {
        // Given: images of 8 x 6 pixels
        DatasetInfo dataset = Samples.of(10, 1, 1).dataset();

        // When, Then
        assertThatNoException()
                .isThrownBy(() -> new MixingRecipe(1, 1, 1, 0, 0, LastEpochs.NONE, 9, 0, 5).requireFits(dataset));
        assertThatThrownBy(() -> new MixingRecipe(1, 1, 1, 0, 0, LastEpochs.NONE, 9, 0, 6).requireFits(dataset))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "cutmix.augment.crop-padding is 6, but must be less than 6: the images of dataset samples are"
                                + " 8 x 6");
    }

    @Test
    void the_user_is_told_all_of_it() {
        assertThat(new MixingRecipe(0.25, 0.2, 1, 0.5, 0.1, new LastEpochs.Count(2), 512, 0.75, 4).describe())
                .isEqualTo(
                        "cutmix alpha 0.25, mixup alpha 0.2, probability 1.0, mixup probability 0.5, label smoothing 0.1,"
                                + " off epochs 2, blocks of at most 512 images and 2097152 bytes, flip probability 0.75, crop padding 4");
    }

    @Test
    void readers_are_told_what_it_comes_to_for_the_dataset() {
        // Given: a third of seven epochs, and blocks of at most 1,440 bytes, which is ten images of 8 x 6 pixels
        MixingRecipe recipe = new MixingRecipe(1, 0.2, 0.5, 0, 0.1, new LastEpochs.Part(1, 3), 512, 0.5, 4, 1_440);

        // When, Then
        assertThat(recipe.settings(Samples.of(10, 1, 7).dataset()).values())
                .containsEntry("alpha", "1.0")
                .containsEntry("probability", "0.5")
                .containsEntry("label_smoothing", "0.1")
                .containsEntry("flip_probability", "0.5")
                .containsEntry("crop_padding", "4")
                .containsEntry("unmixed_last_epochs", "2")
                .containsEntry("block_size", "10");
    }

    private static Arguments refused(String message, ThrowingCallable recipe) {
        return Arguments.of("cutmix.augment." + message, recipe);
    }
}
