package cutmix.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process whose output goes to files. Tests send it signals, wait for its end and read its output. */
public abstract class StartedProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Path errors;
    private final int limitSeconds;

    /**
     * Starts the process.
     *
     * @param folder folder of the two files
     * @param name first part of their names
     * @param limitSeconds how long {@link #exitCode()} waits
     */
    protected StartedProcess(ProcessBuilder builder, Path folder, String name, int limitSeconds) throws IOException {
        this.output = Files.createTempFile(folder, name, ".out");
        this.errors = Files.createTempFile(folder, name, ".err");
        this.process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        this.limitSeconds = limitSeconds;
    }

    /** Returns the folder for temporary files. */
    public static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Returns the path of the Java program that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Returns the first words of a command for a JVM that starts fast: with the C1 compiler only, and with the serial
     * collector, as the launcher starts services.
     */
    public static List<String> fastStartingJava() {
        return List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    public final Process process() {
        return process;
    }

    public final long pid() {
        return process.pid();
    }

    /** Waits for the end of the process. */
    public final int exitCode() throws InterruptedException {
        return exitCode(limitSeconds);
    }

    public final int exitCode(int seconds) throws InterruptedException {
        if (!endsWithin(seconds)) {
            throw new AssertionError(
                    "the process is still running after " + seconds + " s; it wrote:\n" + outputText() + errorText());
        }
        return process.exitValue();
    }

    public final boolean endsWithin(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Sends SIGTERM, as an orchestrator does. */
    public final void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL and waits for the end of the process. */
    public final void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Sends SIGSTOP: the process keeps its connections and locks until {@link #thaw}. */
    public final void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    public final void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, "" + pid())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + name + " ended with code " + code);
        }
    }

    protected final String outputText() {
        return text(output);
    }

    protected final String errorText() {
        return text(errors);
    }

    protected final List<String> outputLines() {
        return outputText().lines().toList();
    }

    protected final List<String> errorLines() {
        return errorText().lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected final void deleteOutput() {
        try {
            Files.delete(output);
            Files.delete(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
