package cutmix.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class LiveConsoleTest {

    private static final String STARTING = "cutmix     starting";

    private final StringWriter written = new StringWriter();
    private WindowSize window = new WindowSize(24, 80);
    private final LiveConsole console = console(Ansi.OFF);

    @Test
    void a_process_is_drawn_anew_in_place_and_lines_stay_above_it() {
        // When
        console.say("Run r");
        console.started("cutmix");
        console.relay("cutmix", new ProgressReport("epoch 1/2", 1, 4, List.of()).line());
        console.relay("cutmix", "Epoch 1/2  done");

        // Then
        assertThat(drawn())
                .isEqualTo("^?25l\r^JRun r\n^K\n^J"
                        + ("\r^1A^K\n" + STARTING + "^K\n^J")
                        + "\r^2A^K\ncutmix     epoch 1/2  ━━──────  1/4^K\n^J"
                        + "\r^2A^Jcutmix     Epoch 1/2  done\n^K\ncutmix     epoch 1/2  ━━──────  1/4^K\n^J");
    }

    @Test
    void a_window_that_becomes_narrower_has_wrapped_the_lines_that_are_drawn_over() {
        // Given
        console.started("cutmix");
        console.started("plain");
        written.getBuffer().setLength(0);

        // When
        window = new WindowSize(24, 10);
        console.resize();

        // Then
        assertThat(drawn()).isEqualTo("\r^5A^K\ncutmix   ^K\nplain    ^K\n^J");
    }

    @Test
    void the_end_leaves_the_last_state_and_the_cursor_below_it() {
        // Given
        console.started("plain");
        console.started("cutmix");
        written.getBuffer().setLength(0);

        // When
        console.done("plain");
        console.failed("cutmix", "no data");
        console.finish();
        console.report("plain", new ProgressReport("epoch 1/2", 1, 4, List.of()));
        console.say("All over");

        // Then
        assertThat(drawn())
                .isEqualTo("\r^3A^K\nplain      done    ^K\n" + STARTING + "^K\n^J"
                        + ("\r^3A^K\nplain      done  ^K\n" + "cutmix     failed  no data^K\n^J").repeat(2)
                        + "^?25hAll over\n");
    }

    @Test
    void a_last_line_ends_the_display_and_only_another_follows_it() {
        // Given
        console.started("cutmix");
        written.getBuffer().setLength(0);

        // When
        console.sayLast("Stopping all processes");
        console.relay("cutmix", "Stopped at epoch 1");
        console.finish();
        console.sayLast("What is left is kept");

        // Then
        assertThat(drawn())
                .isEqualTo("\r^2A^K\ncutmix     stopped^K\n^J^?25hStopping all processes\nWhat is left is kept\n");
    }

    @Test
    void without_colors_there_are_none_and_with_them_there_are() {
        // When
        console.started("cutmix");
        console.relay("cutmix", "hello");
        String without = drawn();
        written.getBuffer().setLength(0);
        LiveConsole colored = console(Ansi.ON);
        colored.started("cutmix");
        colored.relay("cutmix", "hello");

        // Then
        assertThat(without).doesNotContainPattern("\\^[0-9;]*m");
        assertThat(drawn()).contains("^1mcutmix     ^22;2mstarting^0m^K\n", "^1mcutmix     ^21m^0mhello\n");
    }

    @Test
    void a_long_line_goes_on_beside_the_names() {
        // Given
        window = new WindowSize(24, 40);
        console.resize();
        written.getBuffer().setLength(0);

        // When
        console.relay("loader", "Loaded sample: 512 training images x 2 epochs");

        // Then
        assertThat(drawn()).contains("loader     Loaded sample: 512 training\n           images x 2 epochs\n");
    }

    @Test
    void processes_are_asked_for_reports() {
        assertThat(console.progress()).isEqualTo(ProgressForm.REPORTS);
    }

    private LiveConsole console(Ansi ansi) {
        return new LiveConsole(new PrintWriter(written), ansi, BarStyle.BOX, () -> window);
    }

    private String drawn() {
        return written.toString().replace("\u001b[", "^");
    }
}
