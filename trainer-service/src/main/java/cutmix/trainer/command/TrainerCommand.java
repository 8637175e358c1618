package cutmix.trainer.command;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@TopCommand
@Command(
        name = "trainer",
        description = "Train a ResNet from the image topics, and publish the metrics of each epoch.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            TrainerPredictCommand.class,
            TrainerTailCommand.class,
            TrainerPageCommand.class
        },
        footer = "%nKAFKA_BOOTSTRAP_SERVERS sets the Kafka brokers (default: localhost:9092).")
class TrainerCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    boolean help;
}
