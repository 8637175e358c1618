package cutmix.reference.documented;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.reference.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentedCommandsTest {

    /** Options of Kafka's tools, Docker Compose, kubectl and MLflow's server. */
    private static final Set<String> FOREIGN_OPTIONS = Set.of(
            "--alter",
            "--feature",
            "--profile",
            "--prune-allowlist",
            "--resource-pattern-type",
            "--scale",
            "--serve-artifacts",
            "--target");

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]+");

    @TempDir
    private Path folder;

    @Test
    void the_programs_accept_every_command_line_in_the_documentation() throws Exception {
        List<String> problems = new ArrayList<>();
        int programs = 0;
        for (DocumentedCommand documented : DocumentedCommand.in(Program.HOME)) {
            programs += documented.command().begins("./cutmix") ? 1 : 0;
            ProgramUsage.problem(documented).map(documented::problem).ifPresent(problems::add);
        }

        assertThat(problems).isEmpty();
        assertThat(programs).isGreaterThan(80);
    }

    @Test
    void every_option_in_the_documentation_exists() throws Exception {
        Set<String> options = ProgramUsage.options();
        List<String> problems = new ArrayList<>();
        for (DocumentedCommand documented : DocumentedCommand.in(Program.HOME)) {
            if (!documented.complete()) {
                words(documented)
                        .filter(word -> OPTION.matcher(word).matches())
                        .filter(word -> !options.contains(word) && !FOREIGN_OPTIONS.contains(word))
                        .forEach(word -> problems.add(documented.problem("no program has the option " + word)));
            }
        }

        assertThat(options).contains("--epochs", "--skip-bad", "--parts");
        assertThat(problems).isEmpty();
    }

    private static Stream<String> words(DocumentedCommand documented) {
        return documented.command().words().stream().map(word -> word.replaceFirst("=.*", ""));
    }

    @Test
    void modules_profiles_services_and_files_of_commands_exist() throws Exception {
        ProjectUsage usage = new ProjectUsage(Program.HOME);
        List<String> problems = new ArrayList<>();
        for (DocumentedCommand documented : DocumentedCommand.in(Program.HOME)) {
            usage.problems(documented.command()).forEach(problem -> problems.add(documented.problem(problem)));
        }

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ./cutmix run --epoch 3                                           | Unknown options: '--epoch', '3'
            ./cutmix start                                                   | Unmatched argument at index 0: 'start'
            ./cutmix run --epochs many                                       | Invalid value for option '--epochs'
            ./cutmix run --epochs                                            | Missing required parameter for option '--epochs'
            ./cutmix bench --part=core                                       | Unknown option: '--part=core'
            ./cutmix run --epoch 3 --help                                    | unknown arguments: [--epoch
            java -jar loader-service/target/quarkus-app/quarkus-run.jar load | Unmatched argument at index 0: 'load'
            java -jar augment-service/target/app.jar --threads 2             | the program has no options: [--threads, 2]
            """)
    void a_command_line_that_a_program_refuses_is_found(String line, String problem) throws Exception {
        assertThat(ProgramUsage.problem(typed(line))).get().asString().startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            mvn verify -Pfault -pl tests/faults                     | no profile is called fault
            mvn verify -pl tests/fault,schemas                      | no module is called tests/fault
            mvn test -pl schemas -Dtest=TopicTest                   | no test is called TopicTest
            mvn check                                               | no goal is called check
            docker compose --profile gpus up table                  | no profile is called gpus
            docker compose up --scale augment=4                     | no service is called augment
            docker compose logs -f tables                           | no service is called tables
            DATASETS=cifar10 docker compose up                      | no variable is called DATASETS
            docker build -f deploy/docker/Dockerfile --target gpu . | no stage is called gpu
            kubectl apply -k deploy/kubernetes/overlays/prod        | no overlay is called deploy/kubernetes/overlays/prod
            python docs/examples/read.py localhost:9092             | no program is called docs/examples/read.py
            export CUTMIX_TOPIC_PREFIXES=a                          | no variable is called CUTMIX_TOPIC_PREFIXES
            """)
    void a_name_that_does_not_exist_is_found(String line, String problem) throws Exception {
        assertThat(new ProjectUsage(Program.HOME).problems(typed(line).command()))
                .contains(problem);
    }

    @Test
    void commands_of_blocks_and_sentences_are_found() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("page.md"),
                """
                Run `./cutmix run`:

                ```
                A=1 B="two words" ./cutmix run 'x y' \\
                  --z > file   # a comment
                source <(./cutmix completion) && mvn verify
                ```
                ```python
                print("no command")
                ```
                """);

        // When
        List<DocumentedCommand> found = DocumentedCommand.in(folder);

        // Then
        assertThat(found)
                .extracting(documented -> documented.place() + " " + documented.complete() + " "
                        + documented.command().variables().keySet().stream()
                                .sorted()
                                .toList()
                        + documented.command().words())
                .containsExactly(
                        "page.md:1 false [][./cutmix, run]",
                        "page.md:5 true [A, B][./cutmix, run, x y, --z]",
                        "page.md:5 true [][file]",
                        "page.md:6 true [][source]",
                        "page.md:6 true [][./cutmix, completion]",
                        "page.md:6 true [][mvn, verify]");
    }

    private static DocumentedCommand typed(String line) {
        return new DocumentedCommand("page.md:1", true, ShellCommand.of(line).get(0));
    }
}
