package cutmix.launcher.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedConfusionMatrixTest {

    private static final NamedConfusionMatrix MATRIX =
            new NamedConfusionMatrix(List.of("cat", "dog", "ship"), List.of(50, 43, 0, 7, 90, 3, 0, 7, 100));

    @Test
    void images_are_all_and_hits_those_on_the_diagonal() {
        assertThat(MATRIX.images()).isEqualTo(300);
        assertThat(MATRIX.correct()).isEqualTo(240);
        assertThat(MATRIX.images(0)).isEqualTo(93);
    }

    @Test
    void the_worst_mistakes_come_first_and_what_never_happened_is_none() {
        assertThat(MATRIX.worst(9)).hasToString("[cat → dog 43, dog → cat 7, ship → dog 7, dog → ship 3]");
        assertThat(MATRIX.worst(1)).hasSize(1);
    }

    @Test
    void names_from_the_topic_are_made_visible() {
        NamedConfusionMatrix matrix = new NamedConfusionMatrix(List.of("a\u202e", "b\n"), List.of(0, 1, 0, 0));

        assertThat(matrix.worst(1)).hasToString("[a\\u202e → b\\n 1]");
    }

    @Test
    void counts_that_are_no_square_are_refused() {
        assertThatThrownBy(() -> new NamedConfusionMatrix(List.of("a", "b"), List.of(1, 2, 3)))
                .hasMessage("3 counts of 2 classes");
    }

    @Test
    void counts_that_are_no_numbers_of_images_are_refused() {
        for (List<Integer> counts : List.of(List.of(1, -2, 3, 4), List.of(Integer.MAX_VALUE, 1, 0, 0))) {
            assertThatThrownBy(() -> new NamedConfusionMatrix(List.of("a", "b"), counts))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("counts that are no numbers of images");
        }
    }
}
