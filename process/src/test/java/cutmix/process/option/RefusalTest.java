package cutmix.process.option;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.process.KnownArguments;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class RefusalTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense | 'nonsense' is not a command of tool: choose paint or wash (tool --help)",
                "help | 'help' is not a command of tool: choose paint or wash (tool --help)",
                "nonsense wash | 'nonsense' is not a command of tool: choose paint or wash (tool --help)",
                "--nonsense 5 | '--nonsense' is not an option of tool: see tool --help",
                "wash --nonsense 5 -1 | '--nonsense' is not an option of tool wash: see tool wash --help",
                "wash --token=secret -x y | '--token', '-x' are not options of tool wash: see tool wash --help",
                "wash more | 'more' is not an argument of tool wash: see tool wash --help",
                "paint | Missing required parameter: 'FILE': see tool paint --help",
                "paint a --epochs many | --epochs 'many' is not a whole number from 1 to 1000000",
                "paint a --epochs 99999999999 | --epochs '99999999999' is not a whole number from 1 to 1000000",
                "paint a --epochs= | --epochs '' is not a whole number from 1 to 1000000",
                "paint a --seed 1.5 | --seed '1.5' is not a whole number from -9223372036854775808 to 9223372036854775807",
                "paint a --dry=5 | --dry takes no value, but has '5'",
                "paint a --epochs | Missing required parameter for option '--epochs' (<epochs>): see tool paint --help",
                "paint a --out= | --out '' is not the name of a file or folder",
            })
    void each_mistake_is_said_in_plain_words(String arguments, String words) {
        assertThat(execute(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err).hasToString(words);
    }

    @Test
    void a_missing_command_is_said_in_plain_words() {
        assertThat(execute()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err).hasToString("no command is given: choose paint or wash (tool --help)");
    }

    @Test
    void an_empty_name_among_others_is_refused() {
        assertThat(execute("paint", "a", "")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err).hasToString("FILE '' is not the name of a file or folder");
    }

    @Test
    void what_is_right_runs() {
        assertThat(execute("wash")).isZero();
        assertThat(execute("paint", "a", "--epochs", "3", "--out", "b")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    private int execute(String... arguments) {
        return new CommandLine(new Tool())
                .setExecutionStrategy(new KnownArguments())
                .setParameterExceptionHandler((failure, given) -> {
                    failure.getCommandLine().getErr().print(Refusal.of(failure));
                    return CommandLine.ExitCode.USAGE;
                })
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(
            name = "tool",
            subcommands = {Paint.class, Wash.class})
    private static final class Tool {}

    @Command(name = "paint")
    private static final class Paint implements Runnable {
        @Parameters(paramLabel = "FILE", arity = "1..*")
        List<Path> files;

        @Option(names = "--epochs")
        int epochs;

        @Option(names = "--seed")
        long seed;

        @Option(names = "--dry")
        boolean dry;

        @Option(names = "--out")
        Path out;

        @Override
        public void run() {}
    }

    @Command(name = "wash")
    private static final class Wash implements Runnable {
        @Override
        public void run() {}
    }
}
