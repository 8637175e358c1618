package cutmix.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WrappedLineTest {

    @Test
    void a_long_line_is_cut_at_blanks_and_goes_on_behind_an_indent() {
        assertThat(WrappedLine.parts("Loaded sample: 512 training images x 2 epochs", 11, 41))
                .containsExactly("Loaded sample: 512 training", "           images x 2 epochs");
    }

    @Test
    void a_word_that_is_too_long_stays_whole() {
        assertThat(WrappedLine.parts("see http://localhost:8080/a/very/long/path/of/a/page for more", 0, 30))
                .containsExactly("see", "http://localhost:8080/a/very/long/path/of/a/page", "for more");
    }

    @Test
    void a_line_that_fits_and_a_window_without_room_leave_it_as_it_is() {
        assertThat(WrappedLine.parts("Live page:  http://localhost", 11, 39))
                .containsExactly("Live page:  http://localhost");
        assertThat(WrappedLine.parts("Live page:  http://localhost", 11, 20))
                .containsExactly("Live page:  http://localhost");
        assertThat(WrappedLine.parts("", 0, 80)).containsExactly("");
    }

    @Test
    void colors_take_no_room() {
        String line = "With CutMix  \u001b[1m\u001b[32m97.20%\u001b[0m  0.3322";

        assertThat(WrappedLine.parts(line, 0, 27)).containsExactly(line);
    }

    @Property
    void no_word_is_lost_and_no_part_too_long(
            @ForAll @NotEmpty @Size(max = 40) List<@AlphaChars @StringLength(min = 1, max = 20) String> words,
            @ForAll @IntRange(max = 12) int indent,
            @ForAll @IntRange(min = 40, max = 120) int columns) {
        // When
        List<String> parts = WrappedLine.parts(String.join(" ", words), indent, columns);

        // Then
        assertThat(String.join(" ", parts).split(" +")).containsExactlyElementsOf(words);
        assertThat(parts.get(0).length()).isLessThanOrEqualTo(columns - indent);
        assertThat(parts).allMatch(part -> part.length() <= columns);
    }
}
