package cutmix.launcher.option;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.Launcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Invalid options. The tests find no services, so success also shows that nothing is started. */
class OptionsTest {

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--depth | 21 | --depth '21' is not 6n+2: choose",
                "--depth | 2 | --depth '2' is not a whole number from 8 to 1202",
                "--depth | 2000000 | --depth '2000000' is not a whole number from 8 to 1202",
                "--epochs | 0 | --epochs '0' is not a whole number from 1 to 1000000",
                "--epochs | 2147483647 | --epochs '2147483647' is not a whole number from 1 to 1000000",
                "--epochs | 99999999999 | --epochs '99999999999' is not a whole number from 1 to 1000000",
                "--epochs | many | --epochs 'many' is not a whole number from 1 to 1000000",
                "--epochs | \"\" | --epochs '' is not a whole number from 1 to 1000000",
                "--seed | \"\" | --seed '' is not a whole number from -9223372036854775808 to 9223372036854775807",
                "--batch-size | 0 | --batch-size '0' is not a whole number from 1 to 65536",
                "--batch-size | 65537 | --batch-size '65537' is not a whole number from 1 to 65536",
                "--partitions | 0 | --partitions '0' is not a whole number from 1 to 1000",
                "--partitions | 100000 | --partitions '100000' is not a whole number from 1 to 1000",
                "--threads | 0 | --threads '0' is not a whole number from 1 to 1024",
                "--threads | 5000 | --threads '5000' is not a whole number from 1 to 1024",
                "--augmenters | 0 | --augmenters 0 leaves no worker to mix",
                "--augmenters | -1 | --augmenters '-1' is not a whole number from 0 to 64",
                "--augmenters | 100000 | --augmenters '100000' is not a whole number from 0 to 64",
                "--train-limit | 0 | --train-limit '0' is not a whole number from 1 to 10000000",
                "--train-limit | 2147483647 | --train-limit '2147483647' is not a whole number from 1 to 10000000",
                "--test-limit | -3 | --test-limit '-3' is not a whole number from 1 to 10000000",
                "--test-limit | 10000001 | --test-limit '10000001' is not a whole number from 1 to 10000000",
                "--image-size | 0 | --image-size '0' is not a whole number from 1 to 2364",
                "--image-size | 2365 | --image-size '2365' is not a whole number from 1 to 2364",
                "--max-epochs-ahead | -1 | --max-epochs-ahead '-1' is not a whole number from 0 to 1000000",
                "--max-epochs-ahead | 2147483647 | --max-epochs-ahead '2147483647' is not a whole number from 0 to 1000000",
                "--broker-port | 0 | --broker-port '0' is not a whole number from 1 to 65535",
                "--broker-port | 65536 | --broker-port '65536' is not a whole number from 1 to 65535",
                "--engine | tensorflow | --engine 'tensorflow' is unknown: choose dl4j or libtorch",
                "--engine | \"\" | --engine '' is unknown: choose dl4j or libtorch",
                "--recipe | weak | --recipe 'weak' is unknown: choose keras or strong",
                "--recipe | \"\" | --recipe '' is unknown: choose keras or strong",
                "--paths | mixup | --paths 'mixup' cannot be trained from: choose cutmix, plain, or cutmix,plain",
                "--paths | \"\" | --paths '' cannot be trained from: choose",
                "--paths | , | --paths",
                "--paths | plain,plain | --paths 'plain,plain' cannot be trained from: choose",
                "--dataset | \"\" | --dataset '' is empty: give sample, cifar10, or the path of a folder or archive",
                "--dataset | /no/such/folder | --dataset '/no/such/folder' does not exist: give sample",
                "--dataset | /etc/passwd | --dataset '/etc/passwd' is not a folder and does not end in .tar.gz or .tgz: give",
                "--dataset | /dev/null | --dataset '/dev/null' is not a folder and does not end in .tar.gz or .tgz: give",
                "--bootstrap-servers | \"\" | --bootstrap-servers '' does not name Kafka brokers: give HOST:PORT",
                "--bootstrap-servers | x | --bootstrap-servers 'x' does not name Kafka brokers: give HOST:PORT",
                "--bootstrap-servers | x: | --bootstrap-servers 'x:' does not name Kafka brokers: give HOST:PORT",
                "--bootstrap-servers | x:99999 | --bootstrap-servers 'x:99999' does not name Kafka brokers: give HOST:PORT",
                "--bootstrap-servers | x:0 | --bootstrap-servers 'x:0' does not name Kafka brokers: give HOST:PORT",
                "--bootstrap-servers | http://x:1 | --bootstrap-servers 'http://x:1' does not name Kafka brokers: give HOST:PORT",
                "--bootstrap-servers | a:1,,b:2 | --bootstrap-servers 'a:1,,b:2' does not name Kafka brokers: give HOST:PORT",
                "--run | ../x | --run '../x' is not a run name",
                "--cache | \"\" | --cache '' is not the name of a file or folder",
                "--cifar10-url | nonsense | --cifar10-url 'nonsense' is not an http or https URL: give",
                "--mlflow | nonsense | --mlflow 'nonsense' is not the address of an MLflow server: give",
                "--mlflow-experiment | \"\" | --mlflow-experiment '' is blank: give a name",
            })
    void a_run_refuses_them_in_one_line_and_leaves_no_folder(String option, String value, String line) {
        Path out = folder.resolve("out");

        assertThat(execute("run", "--out", out.toString(), option, value)).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: " + line).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--train-limit | 0 | --train-limit '0' is not a whole number from 1 to 10000000",
                "--image-size | 0 | --image-size '0' is not a whole number from 1 to 2364",
                "--image-size | 2365 | --image-size '2365' is not a whole number from 1 to 2364",
                "--recipe | weak | --recipe 'weak' is unknown: choose keras or strong",
                "--epoch | 0 | --epoch '0' is not a whole number from 1 to 1000000",
                "--epoch | 1 | --epoch is for --from-topic",
                "--grid | 13x1 | --grid '13x1' is not a grid: give rows and columns from 1x1 to 12x12",
                "--grid | \"\" | --grid '' is not a grid: give rows and columns from 1x1 to 12x12",
                "--bootstrap-servers | x | --bootstrap-servers 'x' does not name Kafka brokers: give HOST:PORT",
                "--cifar10-url | ftp://a | --cifar10-url 'ftp://a' is not an http or https URL: give",
                "--dataset | /etc/passwd | --dataset '/etc/passwd' is not a folder and does not end in .tar.gz or .tgz: give",
                "--dataset | /no/such/folder | --dataset '/no/such/folder' does not exist",
            })
    void a_preview_refuses_them_in_one_line_and_leaves_no_folder(String option, String value, String line) {
        Path out = folder.resolve("new/preview.png");

        assertThat(execute("preview", "--out", out.toString(), option, value)).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: " + line).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense | 'nonsense' is not a command of ./cutmix: choose run, page, tail, results, kafka, topics, mlflow, preview, predict or completion (./cutmix --help)",
                "help | 'help' is not a command of ./cutmix: choose run, page, tail, results, kafka, topics, mlflow, preview, predict or completion (./cutmix --help)",
                "nonsense --help | 'nonsense' is not a command of ./cutmix: choose run, page, tail, results, kafka, topics, mlflow, preview, predict or completion (./cutmix --help)",
                "--help nonsense | 'nonsense' is not a command of ./cutmix: choose run, page, tail, results, kafka, topics, mlflow, preview, predict or completion (./cutmix --help)",
                "run --nonsense 5 --help | '--nonsense' is not an option of ./cutmix run: see ./cutmix run --help",
                "run nonsense -h | 'nonsense' is not an argument of ./cutmix run: see ./cutmix run --help",
                "predict | Missing required parameters: 'MODEL', 'IMAGE': see ./cutmix predict --help",
                "kafka --port 0 | --port '0' is not a whole number from 1 to 65535",
                "kafka --registry-port many | --registry-port 'many' is not a whole number from 1 to 65535",
                "kafka --data= | --data '' is not the name of a file or folder",
                "kafka topics | 'topics' is not an argument of ./cutmix kafka: see ./cutmix kafka --help",
                "topics | no command is given: choose create (./cutmix topics --help)",
                "topics make | 'make' is not a command of ./cutmix topics: choose create (./cutmix topics --help)",
                "topics create --partitions 0 | --partitions '0' is not a whole number from 1 to 1000",
                "topics create --image-size 2365 | --image-size '2365' is not a whole number from 1 to 2364",
                "topics create --classes 0 | --classes '0' is not a whole number from 1 to 1000000",
                "topics create --replication-factor 0 | --replication-factor '0' is not a whole number from 1 to 32767",
                "topics create --bootstrap-servers x | --bootstrap-servers 'x' does not name Kafka brokers: give HOST:PORT, or several separated by commas, with ports from 1 to 65535, such as localhost:9092",
                "page --port 70000 | --port '70000' is not a whole number from 1 to 65535",
                "page --bootstrap-servers x | --bootstrap-servers 'x' does not name Kafka brokers: give HOST:PORT, or several separated by commas, with ports from 1 to 65535, such as localhost:9092",
                "tail --bootstrap-servers x: | --bootstrap-servers 'x:' does not name Kafka brokers: give HOST:PORT, or several separated by commas, with ports from 1 to 65535, such as localhost:9092",
                "mlflow --bootstrap-servers :1 http://a | --bootstrap-servers ':1' does not name Kafka brokers: give HOST:PORT, or several separated by commas, with ports from 1 to 65535, such as localhost:9092",
                "mlflow nonsense | URI 'nonsense' is not the address of an MLflow server: give one like http://localhost:5000",
                "mlflow --experiment= http://a | --experiment '' is blank: give a name",
                "predict --engine= a.zip b.png | --engine '' is unknown: choose dl4j or libtorch",
            })
    void a_mistake_is_said_in_plain_words_even_where_help_is_asked_for(String arguments, String line) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err).hasToString("error: " + line + "\n");
    }

    @Test
    void a_missing_command_is_said_in_plain_words() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        "error: no command is given: choose run, page, tail, results, kafka, topics, mlflow, preview, predict or completion"
                                + " (./cutmix --help)\n");
    }

    @ParameterizedTest
    @CsvSource({"'', a.png, MODEL", "a.zip, '', IMAGE"})
    void a_prediction_refuses_an_empty_name(String model, String image, String argument) {
        assertThat(execute("predict", model, image)).isEqualTo(2);
        assertThat(err).hasToString("error: " + argument + " '' is not the name of a file or folder\n");
    }

    @Test
    void an_empty_name_among_images_is_refused() {
        assertThat(execute("predict", "a.zip", "a.png", "", "b.png")).isEqualTo(2);
        assertThat(err).hasToString("error: IMAGE '' is not the name of a file or folder\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "preview"})
    void an_empty_name_of_the_results_is_refused(String command) {
        assertThat(execute(command, "--out", "")).isEqualTo(2);
        assertThat(err).hasToString("error: --out '' is not the name of a file or folder\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "predict -h"})
    void help_that_is_asked_for_is_shown(String line) {
        assertThat(execute(line.split(" "))).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_created_is_named() {
        assertThat(execute("run", "--out", "/proc/none/out")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: the folder /proc/none/out/logs cannot be created")
                .hasLineCount(1);
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Launcher.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        commandLine.setOut(new PrintWriter(PrintWriter.nullWriter()));
        return commandLine.execute(arguments);
    }
}
