package cutmix.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options that make no sense. That nothing starts follows from there being nothing to start: no service is found from here. */
class OptionsTest {

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--depth, 21, error: --depth 21 is not 6n+2: choose",
        "--depth, 2, error: --depth 2 is not 6n+2: choose",
        "--epochs, 0, error: --epochs 0 is not at least 1",
        "--batch-size, 0, error: --batch-size 0 is not at least 1",
        "--partitions, 0, error: --partitions 0 is not at least 1",
        "--threads, 0, error: --threads 0 is not at least 1",
        "--augmenters, 0, error: --augmenters 0 leaves nobody to mix",
        "--augmenters, -1, error: --augmenters -1 is negative",
        "--train-limit, 0, error: --train-limit 0 is not at least 1",
        "--test-limit, -3, error: --test-limit -3 is not at least 1",
        "--image-size, 0, error: --image-size 0 is not at least 1",
        "--max-epochs-ahead, -1, error: --max-epochs-ahead -1 is negative",
        "--broker-port, 0, error: --broker-port 0 is no port",
        "--broker-port, 65536, error: --broker-port 65536 is no port",
        "--engine, tensorflow, error: --engine tensorflow is unknown: choose dl4j or libtorch",
        "--recipe, weak, error: --recipe weak is unknown: choose keras or strong",
        "--paths, mixup, error: --paths mixup is unknown: choose cutmix or plain",
        "--dataset, /no/such/folder, error: --dataset /no/such/folder does not exist",
        "--run, ../x, error: --run '../x' is not a run name",
        "--epochs, many, error: Invalid value for option '--epochs'"
    })
    void a_run_refuses_them_in_one_line_and_leaves_no_folder(String option, String value, String line) {
        Path out = folder.resolve("out");

        assertThat(execute("run", "--out", out.toString(), option, value)).isEqualTo(2);
        assertThat(err.toString()).startsWith(line).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "--train-limit, 0, error: --train-limit 0 is not at least 1",
        "--image-size, 0, error: --image-size 0 is not at least 1",
        "--recipe, weak, error: --recipe weak is unknown: choose keras or strong",
        "--epoch, 0, error: --epoch 0 is not at least 1",
        "--epoch, 1, error: --epoch is for --from-topic",
        "--dataset, /no/such/folder, error: --dataset /no/such/folder does not exist"
    })
    void a_preview_refuses_them_in_one_line_and_leaves_no_folder(String option, String value, String line) {
        Path out = folder.resolve("new/preview.png");

        assertThat(execute("preview", "--out", out.toString(), option, value)).isEqualTo(2);
        assertThat(err.toString()).startsWith(line).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense --help, nonsense",
        "--help nonsense, nonsense",
        "nonsense, nonsense",
        "run --nonsense --help, --nonsense",
        "run nonsense -h, nonsense"
    })
    void what_no_command_knows_is_named_even_where_help_is_asked_for(String line, String unknown) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: ").contains(unknown).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "predict -h"})
    void help_that_is_asked_for_is_shown(String line) {
        assertThat(execute(line.split(" "))).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void the_page_refuses_a_port_that_is_none() {
        assertThat(execute("page", "--port", "70000")).isEqualTo(2);
        assertThat(err).hasToString("error: --port 70000 is no port: choose one from 1 to 65535\n");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() {
        assertThat(execute("run", "--out", "/proc/none/out")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: the folder /proc/none/out/logs cannot be made")
                .hasLineCount(1);
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Launcher.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        commandLine.setOut(new PrintWriter(PrintWriter.nullWriter()));
        return commandLine.execute(arguments);
    }
}
