package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictCommandTest {

    @Test
    void the_three_most_likely_classes_are_named_the_first_first() {
        assertThat(PredictCommand.line(new float[] {0.04f, 0.9f, 0.01f, 0.05f}, List.of("a", "b", "c", "d")))
                .isEqualTo("b 90.0%, d 5.0%, a 4.0%");
    }

    @Test
    void names_that_a_foreign_network_brings_are_printed_safely() {
        assertThat(PredictCommand.line(new float[] {1f}, List.of("\u001b[2Jcat")))
                .isEqualTo("\\u001b[2Jcat 100.0%");
    }

    @Test
    void two_classes_are_named_both() {
        assertThat(PredictCommand.line(new float[] {0.25f, 0.75f}, List.of("a", "b")))
                .isEqualTo("b 75.0%, a 25.0%");
    }
}
