package cutmix.launcher.command;

import cutmix.launcher.cluster.KafkaCommand;
import cutmix.launcher.cluster.TopicsCommand;
import cutmix.launcher.completion.CompletionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
        name = "./cutmix",
        description = "Run CutMix over Kafka on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            PageCommand.class,
            TailCommand.class,
            ResultsCommand.class,
            KafkaCommand.class,
            TopicsCommand.class,
            MlflowCommand.class,
            PreviewCommand.class,
            PredictCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Try it:                    ./cutmix run",
            "Show help for a command:   ./cutmix run --help",
            "Measure its speed:         ./cutmix bench",
        })
public final class CutmixCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    boolean help;
}
