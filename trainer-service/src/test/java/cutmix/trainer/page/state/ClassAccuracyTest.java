package cutmix.trainer.page.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassAccuracyTest {

    @Test
    void a_class_is_told_by_the_share_of_its_row_on_the_diagonal() {
        // When
        ClassAccuracy accuracy =
                ClassAccuracy.of(4, List.of(3, 1, 0, 0, 2, 2, 0, 0, 0)).orElseThrow();
        // Then
        assertThat(accuracy.epoch()).isEqualTo(4);
        assertThat(accuracy.accuracy()).containsExactly(0.75, 0.5, null);
        assertThat(accuracy.images()).containsExactly(4, 4, 0);
    }

    @Test
    void without_a_square_matrix_nothing_is_told() {
        assertThat(ClassAccuracy.of(1, List.of())).isEmpty();
        assertThat(ClassAccuracy.of(1, List.of(1, 2, 3))).isEmpty();
        assertThat(ClassAccuracy.of(1, List.of(1, -1, 0, 3))).isEmpty();
        assertThat(ClassAccuracy.of(1, List.of(Integer.MAX_VALUE, 1, 0, 3))).isEmpty();
    }
}
