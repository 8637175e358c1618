package cutmix.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A built service, started as users do, that tests can kill, freeze and stop. One file takes its output. */
public final class ServiceProcess implements AutoCloseable {

    private static final int LIMIT_SECONDS = 90;

    private final Process process;
    private final Path output;

    private ServiceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it with options that suit a short life.
     *
     * @param folder its working folder, which also takes its files
     */
    public static ServiceProcess start(
            Service service, Path folder, Map<String, String> environment, List<String> arguments) throws IOException {
        return start(service, List.of("-XX:TieredStopAtLevel=1"), folder, environment, arguments);
    }

    /** @param options of Java */
    public static ServiceProcess start(
            Service service, List<String> options, Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = service.command(options);
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, service.name().toLowerCase(Locale.ROOT) + "-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start(), output);
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when the process has ended. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM, as sent by an orchestrator. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP: freezes the process, whose connections stay open, until it is continued. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: continues the process. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the process has ended with code 0. */
    public void awaitSuccess() throws InterruptedException {
        assertThat(exitCode()).as(this::output).isZero();
    }

    /** Waits until the process has ended. */
    public int exitCode() throws InterruptedException {
        return exitCode(LIMIT_SECONDS);
    }

    public int exitCode(int limitSeconds) throws InterruptedException {
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs after " + limitSeconds + " s; it wrote:\n" + output());
        }
        return process.exitValue();
    }

    /** All its output. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + name + " ended with code " + code);
        }
    }
}
