package cutmix.launcher.command;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.child.LoggedLine;
import cutmix.launcher.child.OutOfMemoryLine;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.option.OptionRule;
import cutmix.launcher.page.Browser;
import cutmix.launcher.page.LivePageLine;
import cutmix.process.option.NumberOption;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.FailureLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "page", description = "Serve the live page of all runs of the metrics topic until stopped.")
final class PageCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    BrokersOption brokersOption;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "18080",
            description = "Port of the page (default: ${DEFAULT-VALUE}; a free port if it is in use).")
    int port;

    @Option(names = "--open", description = "Open the page in the browser.")
    boolean open;

    @Override
    public Integer call() throws Exception {
        OptionRule.number(NumberOption.PORT, port);
        OptionRule.bootstrapServers(brokersOption.bootstrapServers);
        List<String> command = new ArrayList<>(Installation.configured().command("trainer-service", List.of("page")));
        command.add(command.indexOf("-jar"), "-Dquarkus.http.port=" + KafkaBroker.freePort(port));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(EnvironmentVariables.BOOTSTRAP_SERVERS, brokersOption.bootstrapServers);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "interruption"));
        relay(process);
        return process.waitFor();
    }

    private void relay(Process process) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> lines = line -> {
            out.println(line);
            out.flush();
        };
        LivePageLine page = new LivePageLine(lines, open ? Optional.of(Browser.ofDesktop(lines)) : Optional.empty());
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> heard = line -> OutOfMemoryLine.in(line)
                .ifPresentOrElse(words -> err.println(FailureLine.of(words)), () -> lines.accept(line));
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines()
                    .map(LoggedLine::text)
                    .filter(line -> !page.takes(line))
                    .forEach(heard);
        }
    }
}
