package cutmix.loader;

import cutmix.support.StartedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the built loader as a user would. */
record LoaderProcess(Map<String, String> environment) {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    /**
     * The result of a run.
     *
     * @param out lines on standard output
     * @param err lines on standard error
     */
    record Outcome(int exitCode, List<String> out, List<String> err) {}

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }

    Running start(String... arguments) throws IOException {
        // A background build ignores SIGINT, and its child processes would, too.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(StartedProcess.fastStartingJava());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new Running(builder);
    }

    /** A running loader. */
    static final class Running extends StartedProcess {

        private Running(ProcessBuilder builder) throws IOException {
            super(builder, temporaryFolder(), "loader", 60);
        }

        /** The lines printed so far. */
        List<String> lines() {
            return outputLines();
        }

        Outcome await() throws InterruptedException {
            try {
                return new Outcome(exitCode(), outputLines(), errorLines());
            } finally {
                kill();
                deleteOutput();
            }
        }
    }
}
