package cutmix.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher, or a service, as its users start it: a process of its own, with its output in files. */
final class LaunchedProcess implements AutoCloseable {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private final Process process;
    private final Path out;
    private final Path err;

    private LaunchedProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static LaunchedProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        // A build in the background ignores SIGINT, and so would all that it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(HOME.resolve("cutmix").toString());
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    /** The launcher on a terminal of 24 rows; its output on both ways is one. */
    static LaunchedProcess onTerminal(Path folder, Map<String, String> environment, int columns, List<String> arguments)
            throws IOException {
        String command = "stty rows 24 cols " + columns + "; exec '" + HOME.resolve("cutmix") + "' "
                + String.join(" ", arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.put("TERM", "xterm-256color");
        return start(folder, all, List.of("env", "--default-signal=INT", "script", "-qefc", command, "/dev/null"));
    }

    /** A service by itself, as docs/guide/services.md starts several on one machine. */
    static LaunchedProcess service(Path folder, Map<String, String> environment, String service, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(HOME.resolve(service)
                .resolve("target/quarkus-app/quarkus-run.jar")
                .toString());
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_PROFILE", "local");
        return start(folder, all, command);
    }

    /** What a user types, in a folder. */
    static LaunchedProcess shell(Path folder, Map<String, String> environment, String command) throws IOException {
        return start(folder, environment, List.of("bash", "-c", command));
    }

    private static LaunchedProcess start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return new LaunchedProcess(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    /** The exit code, after two minutes at most. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("the process is still running; it said: " + out() + err());
        }
        return process.exitValue();
    }

    /** Gives it a character, as if typed. */
    void type(int character) throws IOException {
        process.getOutputStream().write(character);
        process.getOutputStream().flush();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
