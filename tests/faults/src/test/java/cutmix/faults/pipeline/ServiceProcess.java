package cutmix.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.support.StartedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A built service, started as users do, that tests can kill, freeze and stop. One file takes its output. */
public final class ServiceProcess extends StartedProcess {

    private ServiceProcess(ProcessBuilder builder, Path folder, Service service) throws IOException {
        super(builder, folder, service.name().toLowerCase(Locale.ROOT) + "-", 90);
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
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ServiceProcess(builder, folder, service);
    }

    public boolean isAlive() {
        return process().isAlive();
    }

    /** Waits until the process has ended with code 0. */
    public void awaitSuccess() throws InterruptedException {
        assertThat(exitCode()).as(this::output).isZero();
    }

    /** All its output. */
    public String output() {
        return outputText();
    }
}
