package cutmix.launcher.cluster;

import picocli.CommandLine.Command;

@Command(
        name = "topics",
        description = "Manage the topics of the pipeline.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CreateTopicsCommand.class)
public final class TopicsCommand {}
