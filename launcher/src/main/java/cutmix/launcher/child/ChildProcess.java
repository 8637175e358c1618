package cutmix.launcher.child;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.progress.ProgressReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A service that runs as a child process. Its output goes to its log, except for progress reports; a listener also gets
 * its standard output. A line on standard error that begins with {@code error: } describes a failure, and so does the
 * line of a JVM that ran out of memory. The last of these lines is the summary.
 */
public final class ChildProcess {

    private final String name;
    private final Process process;
    private final Path log;
    private final PrintWriter logWriter;
    private final List<Thread> readers;
    private final LastErrorLines errors = new LastErrorLines();

    private ChildProcess(String name, Process process, Path log, Consumer<String> output) throws IOException {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logWriter = new PrintWriter(Files.newBufferedWriter(log), true);
        Consumer<String> heard = line -> {
            OutOfMemoryLine.in(line).ifPresent(errors::add);
            output.accept(line);
        };
        this.readers = List.of(reader(process.getInputStream(), heard), reader(process.getErrorStream(), line -> {
            if (line.startsWith(LinePrefix.ERROR)) {
                errors.add(line.substring(LinePrefix.ERROR.length()));
            }
        }));
        readers.forEach(Thread::start);
    }

    /**
     * Starts the process.
     *
     * @param environment variables in addition to those of this process
     * @param output receives each line of standard output
     */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, Consumer<String> output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new ChildProcess(name, builder.start(), log, output);
    }

    public String name() {
        return name;
    }

    Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns the processor time used so far; zero if the system does not report it, for example because the process
     * has ended.
     */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Waits until the process has ended and all its output has been read, and returns the exit code. */
    public int exitCode() throws InterruptedException {
        int code = process.waitFor();
        for (Thread reader : readers) {
            reader.join();
        }
        return code;
    }

    /** Returns the reason of the failure: the last error line of the process, or its exit code if it wrote none. */
    public String failure() throws InterruptedException {
        List<String> words = words();
        return words.get(words.size() - 1);
    }

    /**
     * Returns the failure as an exception that ends the run. Its message contains all error lines, the name and the log
     * of the process.
     */
    public UserException asUserException() throws InterruptedException {
        return new ServiceFailure(name, words(), log, exitCode());
    }

    private List<String> words() throws InterruptedException {
        int code = exitCode();
        List<String> words = errors.last();
        return words.isEmpty() ? List.of("ended with code " + code) : words;
    }

    /** Calls {@code action} when the process has ended, possibly in another thread. */
    public void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Asks the process to end. */
    public void terminate() {
        process.destroy();
    }

    /** Kills the process, without an orderly stop. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits until the process has ended, and kills it after the given time. */
    public void awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private Thread reader(InputStream stream, Consumer<String> listener) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            String text = LoggedLine.text(line);
                            if (ProgressReport.parse(text).isEmpty()) {
                                logWriter.println(line);
                            }
                            listener.accept(text);
                        }
                    } catch (IOException e) {
                        logWriter.println(LoggedLine.of("(its output ends here: " + e.getMessage() + ")"));
                    }
                },
                name + "-output");
        thread.setDaemon(true);
        return thread;
    }
}
