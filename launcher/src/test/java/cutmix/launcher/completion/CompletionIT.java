package cutmix.launcher.completion;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.ReadmeCommands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources the completion script in bash, as the documentation describes, and presses Tab. */
class CompletionIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /** Calls bash's completion function for the command with the words of a line, and completes the last one. */
    private static final String TAB =
            """
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            "$(complete -p "${1##*/}" | sed -E 's/.* -F ([^ ]+) .*/\\1/')"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @ParameterizedTest
    @CsvSource({
        "./cutmix, resu, results",
        "cutmix, ben, bench",
        "./cutmix, comp, completion",
        "./cutmix, run --max-ep, --max-epochs-ahead",
        "cutmix, topics cr, create",
        "./cutmix, topics create --replic, --replication-factor",
        "./cutmix, predict --mirr, --mirrored",
    })
    void commands_and_options_are_completed_in_bash(String command, String words, String completed) throws Exception {
        assertThat(complete((command + " " + words).split(" "))).containsExactly(completed);
    }

    @Test
    void bash_completes_file_names_where_the_script_offers_nothing() throws Exception {
        assertThat(complete("./cutmix", "run", "--dataset", "pho")).containsExactly("");
        assertThat(bash("./cutmix completion"))
                .noneMatch(line -> line.contains("+o default"))
                .anyMatch(line -> line.startsWith("complete -F _complete_cutmix -o default cutmix"));
    }

    private static List<String> complete(String... words) throws Exception {
        return bash(ReadmeCommands.beginningWith("source ") + "\n" + TAB, words);
    }

    private static List<String> bash(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", script, "bash"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
