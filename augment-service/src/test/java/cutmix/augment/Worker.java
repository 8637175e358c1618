package cutmix.augment;

import cutmix.support.StartedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInfo;

/** A process of the built service. */
final class Worker extends StartedProcess {

    private Worker(ProcessBuilder builder, Path folder) throws IOException {
        super(builder, folder, "worker", 30);
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
        List<String> command = new ArrayList<>(fastStartingJava());
        command.addAll(options);
        command.add("-Dquarkus.profile=local");
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", brokers);
        builder.environment().putAll(variables);
        return new Worker(builder, folder);
    }

    /** Returns the prefix of the topics of a test, or of one invocation of a parameterized test. */
    static String prefix(TestInfo test) {
        String call =
                test.getDisplayName().startsWith("[") ? test.getDisplayName().replaceAll("[^A-Za-z0-9]", "") : "";
        return test.getTestMethod().orElseThrow().getName() + call + ".";
    }

    void stop() {
        terminate();
    }

    String out() {
        return outputText();
    }

    String err() {
        return errorText();
    }
}
