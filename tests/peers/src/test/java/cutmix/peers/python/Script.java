package cutmix.peers.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs to its end or until it is closed, with its output in files. */
record Script(Process process, Path out, Path err) implements AutoCloseable {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final int LIMIT_SECONDS = 120;

    /** A Python program that can import the examples of the documentation and those of the tests. */
    static Script python(String name, String... arguments) throws IOException {
        Path examples = HOME.resolve("docs/examples");
        Path own = Path.of("src/test/python").toAbsolutePath();
        Path file = Files.exists(own.resolve(name)) ? own.resolve(name) : examples.resolve(name);
        ProcessBuilder builder = Frameworks.python(arguments);
        builder.command().add(1, file.toString());
        builder.environment().put("PYTHONPATH", examples + ":" + own);
        return start(builder);
    }

    /** A service, or {@code ./cutmix}, with its arguments. */
    static Script command(Path folder, Map<String, String> environment, String program, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                program.equals("cutmix")
                        ? List.of(HOME.resolve("cutmix").toString())
                        : List.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                HOME.resolve(program)
                                        .resolve("target/quarkus-app/quarkus-run.jar")
                                        .toString()));
        builder.command(
                Stream.concat(builder.command().stream(), Stream.of(arguments)).toList());
        builder.directory(folder.toFile()).environment().putAll(environment);
        builder.environment().put("QUARKUS_PROFILE", "local");
        return start(builder);
    }

    private static Script start(ProcessBuilder builder) throws IOException {
        Path out = Files.createTempFile("script", ".out");
        Path err = Files.createTempFile("script", ".err");
        return new Script(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    /** The lines on standard output of a program that succeeds. */
    List<String> lines() throws IOException, InterruptedException {
        try (this) {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ends within " + LIMIT_SECONDS + " s: " + Files.readString(out) + Files.readString(err))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            return Files.readAllLines(out);
        }
    }

    /** The last line on standard error of a program that fails. */
    String failure() throws IOException, InterruptedException {
        try (this) {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            List<String> lines = Files.readAllLines(err);
            return lines.get(lines.size() - 1);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
