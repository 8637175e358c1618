package cutmix.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TrainerPredictCommandTest {

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
        List<TrainerPredictCommand.Picture> pictures = TrainerPredictCommand.pictures(
                List.of(Path.of("a.png"), Path.of("large.webp"), Path.of("b.png")), decoder, new PrintWriter(err));

        // Then
        assertThat(pictures)
                .extracting(TrainerPredictCommand.Picture::file)
                .containsExactly(Path.of("a.png"), Path.of("b.png"));
        assertThat(err.toString().lines())
                .containsExactly("error: large.webp cannot be read: out of memory (Java heap space): give"
                        + " predict more memory, for example JAVA_TOOL_OPTIONS=-Xmx4g");
    }
}
