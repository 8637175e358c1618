package cutmix.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class KnownArgumentsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commands = new CommandLine(new Tool())
            .setExecutionStrategy(new KnownArguments())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @Test
    void an_unknown_command_is_named_though_help_is_asked_for() {
        // When
        int code = commands.execute("nonsense", "--help");

        // Then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("'nonsense'");
    }

    @Test
    void help_is_shown_where_all_is_known() {
        assertThat(commands.execute("--help")).isEqualTo(CommandLine.ExitCode.OK);
        assertThat(out.toString()).startsWith("Usage: tool");
    }

    @Command(name = "tool", mixinStandardHelpOptions = true)
    private static final class Tool implements Runnable {
        @Override
        public void run() {}
    }
}
