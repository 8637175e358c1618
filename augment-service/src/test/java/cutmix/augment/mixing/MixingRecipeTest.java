package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.augment.RandomSamples;
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
                        () -> MixingRecipe.builder().alpha(-1).build()),
                refused(
                        "alpha is NaN, but must lie in [0.001, 1000]",
                        () -> MixingRecipe.builder().alpha(Double.NaN).build()),
                refused(
                        "mixup-alpha is 1001.0, but must lie in [0.001, 1000]",
                        () -> MixingRecipe.builder().mixupAlpha(1001).build()),
                refused(
                        "probability is 1.5, but must lie in [0, 1]",
                        () -> MixingRecipe.builder().probability(1.5).build()),
                refused(
                        "mixup-probability is -0.5, but must lie in [0, 1]",
                        () -> MixingRecipe.builder().mixupProbability(-0.5).build()),
                refused(
                        "label-smoothing is 1.0, but must lie in [0, 1)",
                        () -> MixingRecipe.builder().labelSmoothing(1).build()),
                refused("block-size is 2, but must lie in [3, 65536]", () -> MixingRecipe.builder()
                        .alpha(1)
                        .mixupAlpha(1)
                        .blockSize(2)
                        .build()),
                refused(
                        "flip-probability is 1.1, but must lie in [0, 1]",
                        () -> MixingRecipe.builder().flipProbability(1.1).build()),
                refused(
                        "flip-probability is NaN, but must lie in [0, 1]",
                        () -> MixingRecipe.builder().flipProbability(Double.NaN).build()),
                refused(
                        "crop-padding is -1, but must not be negative",
                        () -> MixingRecipe.builder().cropPadding(-1).build()));
    }

    @Test
    void a_padding_as_large_as_the_smaller_side_is_refused() {
        // Given: images of 8 x 6 pixels
        DatasetInfo dataset = RandomSamples.of(10, 1, 1).dataset();

        // When, Then
        assertThatNoException()
                .isThrownBy(() -> MixingRecipe.builder().cropPadding(5).build().requireFits(dataset));
        assertThatThrownBy(() -> MixingRecipe.builder().cropPadding(6).build().requireFits(dataset))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "cutmix.augment.crop-padding is 6, but must be less than 6: the images of dataset samples are"
                                + " 8 x 6");
    }

    @Test
    void the_user_is_told_all_of_it() {
        assertThat(MixingRecipe.builder()
                        .mixupProbability(0.5)
                        .labelSmoothing(0.1)
                        .offEpochs(new LastEpochs.Count(2))
                        .flipProbability(0.75)
                        .cropPadding(4)
                        .build()
                        .describe())
                .isEqualTo(
                        "cutmix alpha 0.25, mixup alpha 0.2, probability 1.0, mixup probability 0.5, label smoothing 0.1,"
                                + " off epochs 2, blocks of at most 512 images and 2097152 bytes, flip probability 0.75, crop padding 4");
    }

    @Test
    void readers_are_told_what_it_comes_to_for_the_dataset() {
        // Given: a third of seven epochs, and blocks of at most 1,440 bytes, which is ten images of 8 x 6 pixels
        MixingRecipe recipe = MixingRecipe.builder()
                .alpha(1)
                .probability(0.5)
                .labelSmoothing(0.1)
                .offEpochs(new LastEpochs.Fraction(1, 3))
                .flipProbability(0.5)
                .cropPadding(4)
                .blockBytes(1_440)
                .build();

        // When, Then
        assertThat(recipe.settings(RandomSamples.of(10, 1, 7).dataset()).values())
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
