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
 * A service as a child process. What it says goes to its log, but for reports of its progress; what it says on standard output
 * goes to a listener too. Its lines on standard error that begin with {@code error: } are its own account of a failure, and
 * so is the line of a JVM whose memory is used up; the last of them sums up.
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
     * Starts it.
     *
     * @param environment variables beside those of this process
     * @param output takes each line of standard output
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

    /** Processor time that it has taken so far; zero where the system does not tell, as of one that has ended. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its exit code, once it has ended and all it said has been read. */
    public int exitCode() throws InterruptedException {
        int code = process.waitFor();
        for (Thread reader : readers) {
            reader.join();
        }
        return code;
    }

    /** What went wrong, in its own last words where it left any. */
    public String failure() throws InterruptedException {
        List<String> words = words();
        return words.get(words.size() - 1);
    }

    /** The same, with all its words, its name and its log, to end a run with. */
    public UserException asUserException() throws InterruptedException {
        return new ServiceFailure(name, words(), log, exitCode());
    }

    private List<String> words() throws InterruptedException {
        int code = exitCode();
        List<String> words = errors.last();
        return words.isEmpty() ? List.of("ended with code " + code) : words;
    }

    /** Calls {@code action} when it has ended, on some thread. */
    public void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Asks it to end. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end; kills it after the given time. */
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
