package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
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
    void an_image_that_needs_more_memory_than_there_is_is_named_and_the_others_are_read() {
        // Given
        StringWriter err = new StringWriter();
        Function<Path, byte[]> decoder = file -> {
            if (file.endsWith("large.webp")) {
                throw new OutOfMemoryError("Java heap space");
            }
            return new byte[3];
        };

        // When
        List<PredictCommand.Picture> pictures = PredictCommand.pictures(
                List.of(Path.of("a.png"), Path.of("large.webp"), Path.of("b.png")), decoder, new PrintWriter(err));

        // Then
        assertThat(pictures)
                .extracting(PredictCommand.Picture::file)
                .containsExactly(Path.of("a.png"), Path.of("b.png"));
        assertThat(err.toString().lines())
                .containsExactly("error: large.webp cannot be read: the memory is used up (Java heap space): give"
                        + " predict more, such as JAVA_TOOL_OPTIONS=-Xmx4g");
    }

    @Test
    void two_classes_are_named_both() {
        assertThat(PredictCommand.line(new float[] {0.25f, 0.75f}, List.of("a", "b")))
                .isEqualTo("b 75.0%, a 25.0%");
    }
}
