package cutmix.launcher.command;

import cutmix.launcher.console.WindowSize;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.option.OptionRule;
import cutmix.process.option.NoFollowOption;
import cutmix.schemas.contract.EnvironmentVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "tail", description = "Print the metrics topic as a table with a row for each epoch.")
final class TailCommand implements Callable<Integer> {

    @Mixin
    BrokersOption brokersOption;

    @Mixin
    NoFollowOption noFollowOption;

    @Override
    public Integer call() throws Exception {
        OptionRule.bootstrapServers(brokersOption.bootstrapServers);
        List<String> arguments = new ArrayList<>(List.of("tail"));
        if (noFollowOption.noFollow()) {
            arguments.add("--no-follow");
        }
        ProcessBuilder builder = new ProcessBuilder(Installation.configured().command("trainer-service", arguments));
        builder.environment().put(EnvironmentVariables.BOOTSTRAP_SERVERS, brokersOption.bootstrapServers);
        if (System.console() != null) {
            builder.environment()
                    .put("COLUMNS", String.valueOf(WindowSize.ofTerminal().columns()));
        }
        return builder.inheritIO().start().waitFor();
    }
}
