package cutmix.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesConsoleTest {

    @Test
    void notices_of_the_loader_are_shown_and_nothing_else() {
        // Given
        StringWriter text = new StringWriter();
        Console console = new NoticesConsole("loader", new PrintWriter(text));

        // When
        console.say("Run r");
        console.relay("loader", "Skipped in /d: 1 hidden file");
        console.relay("loader", new ProgressReport("decoding", 1, 2, List.of("images")).line());
        console.relay("loader", "Loaded d: 2 training images");
        console.relay("augment", "Started");
        console.sayLast("Stopping all processes");

        // Then
        assertThat(text.toString().lines()).containsExactly("Skipped in /d: 1 hidden file");
        assertThat(console.progress()).isEqualTo(ProgressForm.REPORTS);
    }
}
