package cutmix.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.Launcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandFailuresTest {

    private final StringWriter err = new StringWriter();

    @Test
    void an_error_ends_with_the_code_of_services_that_cannot_continue() {
        assertThat(execute(() -> {
                    throw new NoClassDefFoundError("missing");
                }))
                .isEqualTo(3);
        assertThat(err.toString()).startsWith("error: NoClassDefFoundError: missing");
    }

    @Test
    void an_interruption_ends_with_its_code_and_no_line() {
        assertThat(execute(() -> {
                    throw new InterruptedException("stopped");
                }))
                .isEqualTo(130);
        assertThat(err.toString()).isEmpty();
    }

    private int execute(Callable<Integer> action) {
        CommandLine commandLine = Launcher.withFailures(new CommandLine(new Program(action)));
        commandLine.setErr(new PrintWriter(err, true));
        return Launcher.execute(commandLine);
    }

    @Command(name = "program")
    private record Program(Callable<Integer> action) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            return action.call();
        }
    }
}
