package cutmix.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built loader, run as its user runs it. */
record LoaderProcess(Map<String, String> environment) {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    /**
     * What a run came to.
     *
     * @param out lines on standard output
     * @param err lines on standard error
     */
    record Outcome(int exitCode, List<String> out, List<String> err) {}

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }

    Running start(String... arguments) throws IOException {
        // A build in the background ignores SIGINT, and so would all that it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("loader", ".out");
        Path err = Files.createTempFile("loader", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** A run that has not ended. */
    record Running(Process process, Path out, Path err) implements AutoCloseable {

        @Override
        public void close() {
            process.destroyForcibly();
        }

        /** What it has printed so far. */
        List<String> lines() throws IOException {
            return Files.readAllLines(out);
        }

        Outcome await() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("the loader did not end: " + Files.readString(out) + Files.readString(err));
                }
                return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        }
    }
}
