package cutmix.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class PlainConsoleTest {

    private final StringWriter written = new StringWriter();
    private final PlainConsole console = new PlainConsole(new PrintWriter(written));

    @Test
    void it_says_lines_and_nothing_but_lines() {
        // When
        console.say("Run r");
        console.expect(List.of("cutmix"));
        console.started("cutmix");
        console.relay("cutmix", "Epoch 1/6");
        console.relay("cutmix", " ");
        console.report("cutmix", new ProgressReport("epoch 1/6", 1, 63, List.of()));
        console.failed("cutmix", "no data");
        console.finish();
        console.sayLast("Stopping all processes");
        console.say("more");
        console.sayLast("What is left is kept");

        // Then
        assertThat(written)
                .hasToString("Run r\ncutmix     | Epoch 1/6\nStopping all processes\nWhat is left is kept\n");
    }

    @Test
    void processes_are_asked_for_lines_and_nothing_has_colors() {
        assertThat(console.progress()).isEqualTo(ProgressForm.LINES);
        assertThat(console.ansi()).isEqualTo(Ansi.OFF);
        assertThat(console.columns()).isEqualTo(Integer.MAX_VALUE);
    }
}
