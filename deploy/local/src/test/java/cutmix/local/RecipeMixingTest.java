package cutmix.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeMixingTest {

    @Test
    void the_strong_recipe_flips_crops_and_mixes_half_of_the_images() {
        assertThat(RecipeMixing.variables("strong", Map.of("HOME", "somewhere")))
                .containsOnly(
                        Map.entry("CUTMIX_AUGMENT_FLIP_PROBABILITY", "0.5"),
                        Map.entry("CUTMIX_AUGMENT_CROP_PADDING", "4"),
                        Map.entry("CUTMIX_AUGMENT_PROBABILITY", "0.5"),
                        Map.entry("CUTMIX_AUGMENT_LABEL_SMOOTHING", "0.1"),
                        Map.entry("CUTMIX_AUGMENT_OFF_EPOCHS", "2"));
    }

    @Test
    void what_the_user_sets_comes_first() {
        // Given
        Map<String, String> environment =
                Map.of("CUTMIX_AUGMENT_PROBABILITY", "0", "CUTMIX_AUGMENT_ALPHA", "1", "SECRET", "x");

        // When
        Map<String, String> variables = RecipeMixing.variables("strong", environment);

        // Then
        assertThat(variables)
                .hasSize(6)
                .containsEntry("CUTMIX_AUGMENT_PROBABILITY", "0")
                .containsEntry("CUTMIX_AUGMENT_ALPHA", "1")
                .containsEntry("CUTMIX_AUGMENT_CROP_PADDING", "4");
    }

    @Test
    void the_recipe_of_the_example_leaves_the_workers_defaults() {
        assertThat(RecipeMixing.variables("keras", Map.of())).isEmpty();
    }
}
