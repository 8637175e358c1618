package cutmix.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSizeTest {

    @Test
    void it_is_what_the_terminal_says() {
        assertThat(WindowSize.parse("40 132\n")).isEqualTo(new WindowSize(40, 132));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0\n", "24", "stty: standard input is not a terminal"})
    void a_terminal_that_does_not_say_passes_for_one_of_24_rows_and_80_columns(String said) {
        assertThat(WindowSize.parse(said)).isEqualTo(new WindowSize(24, 80));
    }
}
