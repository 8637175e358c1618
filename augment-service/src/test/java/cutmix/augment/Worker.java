package cutmix.augment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInfo;

/** A process of the built service. */
final class Worker implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private Worker(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * @param folder folder for its output
     * @param settings settings as {@code key=value}
     */
    static Worker start(Path folder, String brokers, String... settings) throws IOException {
        return start(folder, brokers, List.of("-Xmx256m"), settings);
    }

    /** @param variables environment variables, in addition to those of this process */
    static Worker start(Path folder, String brokers, Map<String, String> variables) throws IOException {
        return start(folder, brokers, List.of("-Xmx256m"), variables, new String[0]);
    }

    /** @param options options of Java */
    static Worker start(Path folder, String brokers, List<String> options, String... settings) throws IOException {
        return start(folder, brokers, options, Map.of(), settings);
    }

    private static Worker start(
            Path folder, String brokers, List<String> options, Map<String, String> variables, String... settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Dquarkus.profile=local");
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        Path out = Files.createTempFile(folder, "worker", ".out");
        Path err = Files.createTempFile(folder, "worker", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", brokers);
        builder.environment().putAll(variables);
        return new Worker(builder.start(), out, err);
    }

    /** Returns the prefix of the topics of a test, or of one invocation of a parameterized test. */
    static String prefix(TestInfo test) {
        String call =
                test.getDisplayName().startsWith("[") ? test.getDisplayName().replaceAll("[^A-Za-z0-9]", "") : "";
        return test.getTestMethod().orElseThrow().getName() + call + ".";
    }

    /** Waits for the end of the process, and returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the worker does not end");
        }
        return process.exitValue();
    }

    void stop() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        kill();
    }
}
