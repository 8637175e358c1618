package cutmix.launcher.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTitleTest {

    private static final List<String> NAMES = List.of("cat", "dog", "ship");

    @Test
    void both_classes_are_named_the_heavier_first() {
        assertThat(title(0.28f, 0, 0.72f)).isEqualTo("ship 0.72 · cat 0.28");
        assertThat(title(0.5f, 0.5f, 0)).isEqualTo("cat 0.50 · dog 0.50");
    }

    @Test
    void a_class_that_has_all_the_weight_stands_alone() {
        assertThat(title(0, 1, 0)).isEqualTo("dog");
        assertThat(title(0.004f, 0.996f, 0)).isEqualTo("dog");
    }

    @Test
    void what_label_smoothing_spreads_over_all_classes_names_none() {
        assertThat(title(0.05f, 0.9f, 0.05f)).isEqualTo("dog 0.90");
        assertThat(title(0.05f, 0.6f, 0.35f)).isEqualTo("dog 0.60 · ship 0.35");
    }

    @Test
    void of_two_classes_the_second_is_named_too() {
        assertThat(SampleTitle.of(List.of(0.3f, 0.7f), List.of("a", "b"))).isEqualTo("b 0.70 · a 0.30");
    }

    @Test
    void names_from_the_topic_are_made_visible() {
        List<String> names = List.of("a\u202e", "b\n");

        assertThat(SampleTitle.of(List.of(0.3f, 0.7f), names)).isEqualTo("b\\n 0.70 · a\\u202e 0.30");
        assertThat(SampleTitle.of(List.of(1f, 0f), names)).isEqualTo("a\\u202e");
    }

    private static String title(float cat, float dog, float ship) {
        return SampleTitle.of(List.of(cat, dog, ship), NAMES);
    }
}
