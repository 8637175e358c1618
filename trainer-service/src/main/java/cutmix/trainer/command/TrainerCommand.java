package cutmix.trainer.command;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@TopCommand
@Command(
        name = "trainer",
        description = "Trains a ResNet from the image topics, and reports each epoch on the metrics topic.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            TailCommand.class,
            PageCommand.class
        },
        footer = "%nThe brokers are those of KAFKA_BOOTSTRAP_SERVERS (localhost:9092 where it is not set).")
class TrainerCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    boolean help;
}
