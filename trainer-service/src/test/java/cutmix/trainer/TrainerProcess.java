package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built service as a user starts it. Its output lies in two files beside each other. */
final class TrainerProcess implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("cutmix.trainer.jar"));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int LIMIT_SECONDS = 90;

    private final Process process;
    private final Path out;
    private final Path err;

    private TrainerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder where it runs, and leaves what it writes */
    static TrainerProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(JAVA, "-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    /**
     * Starts it with a file system of its own as the user's home folder.
     *
     * @param home the folder where it is mounted
     * @param options of its mount
     */
    static TrainerProcess startAtHome(Path home, String options, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c"));
        command.add("mount -t tmpfs -o " + options + " tmpfs \"$0\" && exec \"$@\"");
        command.addAll(List.of(
                home.toString(),
                JAVA,
                "-Duser.home=" + home,
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return start(folder, Map.of(), command);
    }

    private static TrainerProcess start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path out = Files.createTempFile("trainer", ".out");
        Path err = Files.createTempFile("trainer", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "OMP_NUM_THREADS", "1",
                        "QUARKUS_PROFILE", "local",
                        // The least that brokers allow: so soon another trainer goes on with the run of one that was
                        // killed.
                        "CUTMIX_TRAINER_SESSION_TIMEOUT", "6s"));
        builder.environment().putAll(environment);
        return new TrainerProcess(builder.start(), out, err);
    }

    long pid() {
        return process.pid();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the trainer still runs after " + LIMIT_SECONDS + " s; it wrote " + out());
        }
        return process.exitValue();
    }

    /** Asks it to end, as an orchestrator does. */
    void terminate() {
        process.destroy();
    }

    /** Ends it at once, without a word to it. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP: it stands still, with its connections and locks, until it is told to go on. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).as("kill -%s", name).isZero();
    }

    boolean endsWithin(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    List<String> out() {
        return lines(out);
    }

    List<String> err() {
        return lines(err);
    }

    /** The one line that says what is wrong; there is no other, and no stack trace. */
    String onlyError() {
        List<String> lines = new ArrayList<>(out());
        lines.addAll(err());
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
        assertThat(lines).filteredOn(line -> line.startsWith("error: ")).hasSize(1);
        return err().stream()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        Files.delete(out);
        Files.delete(err);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
