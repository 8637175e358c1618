package cutmix.loader;

import picocli.CommandLine.Command;

/** Groups the loader's commands for topics, which need no dataset. */
@Command(
        name = "topics",
        description = "Manage the topics of the pipeline without a dataset.",
        subcommands = LoaderCreateTopicsCommand.class)
class LoaderTopicsCommand {}
