package cutmix.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class ConsoleTest {

    @Test
    void a_terminal_has_a_display_with_colors() {
        Console console = open(Map.of("TERM", "xterm-256color", "NO_COLOR", ""), true);

        assertThat(console).isInstanceOf(LiveConsole.class);
        assertThat(console.ansi()).isEqualTo(Ansi.ON);
    }

    @Test
    void a_user_who_wants_no_colors_has_the_display_without() {
        Console console = open(Map.of("TERM", "xterm", "NO_COLOR", "1"), true);

        assertThat(console).isInstanceOf(LiveConsole.class);
        assertThat(console.ansi()).isEqualTo(Ansi.OFF);
    }

    @Test
    void a_pipe_has_plain_lines() {
        assertThat(open(Map.of("TERM", "xterm"), false)).isInstanceOf(PlainConsole.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", ""})
    void a_terminal_that_can_do_nothing_has_plain_lines(String type) {
        assertThat(open(Map.of("TERM", type), true)).isInstanceOf(PlainConsole.class);
        assertThat(open(Map.of(), true)).isInstanceOf(PlainConsole.class);
    }

    private static Console open(Map<String, String> environment, boolean terminal) {
        return Console.open(new PrintWriter(PrintWriter.nullWriter()), environment, terminal);
    }
}
