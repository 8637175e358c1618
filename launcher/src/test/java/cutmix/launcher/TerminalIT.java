package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import cutmix.launcher.console.Screen;
import cutmix.launcher.fixture.LaunchedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a pseudo terminal, which needs the program {@code script}. */
class TerminalIT {

    private static final int COLUMNS = 100;
    private static final int INTERRUPT = 3;

    @TempDir
    Path folder;

    @BeforeEach
    void requirePseudoTerminal() throws InterruptedException {
        assumeThat(hasScript()).as("script of util-linux is installed").isTrue();
    }

    @Test
    void a_run_ends_with_a_line_for_each_process_and_the_table() throws Exception {
        try (LaunchedProcess run = start(Map.of(), "--epochs", "2")) {

            assertThat(run.exitCode()).as(run.out()).isZero();

            // Then
            assertThat(run.out()).contains("\u001b[36m━").contains("\u001b[1m");
            Screen screen = new Screen(COLUMNS, run.out());
            assertThat(screen.showsCursor()).isTrue();
            List<String> lines = screen.lines();
            int block = lines.indexOf(lines.stream()
                    .filter(line -> line.startsWith("broker "))
                    .findFirst()
                    .orElseThrow());
            assertThat(lines.subList(0, block))
                    .anyMatch(line -> line.matches("cutmix     Epoch 1/2  \\d+s  accuracy .* val_accuracy 0\\.\\d{4}"));
            assertThat(lines.subList(block, lines.size()))
                    .satisfiesExactly(
                            line -> assertThat(line).matches("broker     stopped  localhost:\\d+"),
                            line -> assertThat(line).isEqualTo("loader     done     ━━━━━━━━━  544/544  images"),
                            line -> assertThat(line).startsWith("augment-1  stopped  512 samples"),
                            line -> assertThat(line)
                                    .matches("cutmix     done     ━{9}  8/8  accuracy .* val_accuracy .*"),
                            line -> assertThat(line)
                                    .matches("plain      done     ━{9}  8/8  accuracy .* val_accuracy .*"),
                            line -> assertThat(line).isEmpty(),
                            line -> assertThat(line).endsWith("test accuracy  test loss  seconds/epoch  data wait"),
                            line -> assertThat(line).startsWith("With CutMix "),
                            line -> assertThat(line).startsWith("Without CutMix "),
                            line -> assertThat(line).isEmpty(),
                            line -> assertThat(line).startsWith("Results: out/report.html"));
            assertThat(folder.resolve("out/logs/cutmix.log"))
                    .content()
                    .contains("Epoch 2/2")
                    .doesNotContain("progress\t");
        }
    }

    @Test
    void an_interruption_leaves_the_terminal_as_it_was() throws Exception {
        try (LaunchedProcess run = start(Map.of("NO_COLOR", "1"), "--epochs", "50")) {
            // Given: a run during training
            await().atMost(Duration.ofMinutes(1)).until(() -> run.out().contains("cutmix     epoch 1/50"));

            // When
            run.type(INTERRUPT);

            // Then
            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.out()).doesNotContainPattern("\u001b\\[[0-9;]*m");
            Screen screen = new Screen(COLUMNS, run.out());
            assertThat(screen.showsCursor()).isTrue();
            assertThat(screen.lines()).endsWith("Stopping all processes");
            assertThat(screen.lines()).areExactly(1, starting("augment-1  stopped  "));
        }
    }

    @Test
    void a_failure_stands_in_the_line_of_its_process_and_below() throws Exception {
        try (LaunchedProcess run = start(Map.of("CUTMIX_AUGMENT_ALPHA", "-1"))) {

            assertThat(run.exitCode()).isEqualTo(2);

            // Then
            Screen screen = new Screen(COLUMNS, run.out());
            assertThat(screen.showsCursor()).isTrue();
            assertThat(screen.lines()).areExactly(1, starting("augment-1  failed   "));
            assertThat(screen.lines()).areExactly(1, starting("error: augment-1: "));
        }
    }

    private static Condition<String> starting(String words) {
        return new Condition<>(line -> line.startsWith(words), "a line that starts with %s", words);
    }

    private LaunchedProcess start(Map<String, String> environment, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--out", "out", "--depth", "8"));
        arguments.addAll(List.of("--train-limit", "256", "--test-limit", "32"));
        arguments.addAll(List.of(options));
        return LaunchedProcess.onTerminal(folder, environment, COLUMNS, arguments);
    }

    private static boolean hasScript() throws InterruptedException {
        try {
            return new ProcessBuilder("script", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
