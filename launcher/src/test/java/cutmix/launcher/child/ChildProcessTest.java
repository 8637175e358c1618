package cutmix.launcher.child;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildProcessTest {

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void its_output_is_heard_and_all_it_says_is_logged() throws Exception {
        // Given
        ChildProcess child = start("echo $GREETING; echo aside >&2");

        // When
        int code = child.exitCode();

        // Then
        assertThat(code).isZero();
        assertThat(heard).containsExactly("hello");
        assertThat(Files.readAllLines(child.log())).containsExactlyInAnyOrder("hello", "aside");
    }

    @Test
    void a_failure_is_told_in_its_own_words() throws Exception {
        ChildProcess child = start("echo 'error: first' >&2; echo 'error: no such file' >&2; echo later >&2; exit 3");

        assertThat(child.failure()).isEqualTo("no such file");
        assertThat(child.asUserException())
                .hasMessage("child: no such file (log: " + child.log() + ")")
                .extracting(UserException::details)
                .isEqualTo(List.of("child: first"));
    }

    @Test
    void of_endless_words_the_last_ones_are_told() throws Exception {
        ChildProcess child = start("seq -f 'error: %g' 100 >&2; exit 3");

        assertThat(child.asUserException().details())
                .hasSize(20)
                .startsWith("child: 80")
                .endsWith("child: 99");
        assertThat(child.failure()).isEqualTo("100");
    }

    @Test
    void a_failure_without_words_is_told_by_its_code() throws Exception {
        ChildProcess child = start("exit 3");

        assertThat(child.failure()).isEqualTo("ended with code 3");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "1, 1", "3, 1", "143, 1"})
    void a_refused_setting_of_a_service_is_one_of_the_launcher_too(int code, int launchers) throws Exception {
        ChildProcess child = start("echo 'error: no such protocol' >&2; exit " + code);

        assertThat(ExitCode.of(child.asUserException()).code()).isEqualTo(launchers);
    }

    @Test
    void a_jvm_without_memory_is_told_by_what_helps() throws Exception {
        ChildProcess child = start("echo 'Terminating due to java.lang.OutOfMemoryError: Java heap space'; exit 3");

        assertThat(child.failure())
                .startsWith("out of memory (Java heap space): give its process more")
                .contains("--image-size", "--batch-size");
    }

    @Test
    void one_that_does_not_heed_is_killed() throws Exception {
        // Given: it announces its start, then ignores the request to end
        ChildProcess child = start("trap '' TERM; echo ready; while :; do :; done");
        while (heard.isEmpty()) {
            Thread.onSpinWait();
        }

        // When
        child.terminate();
        child.awaitEnd(Duration.ofSeconds(1));

        // Then
        assertThat(child.isAlive()).isFalse();
    }

    private ChildProcess start(String script) throws IOException {
        return ChildProcess.start(
                "child",
                List.of("sh", "-c", script),
                Map.of("GREETING", "hello"),
                folder.resolve("child.log"),
                heard::add);
    }
}
