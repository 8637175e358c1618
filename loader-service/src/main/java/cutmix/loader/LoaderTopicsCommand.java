package cutmix.loader;

import picocli.CommandLine.Command;

/** What the loader does with topics alone, without a dataset. */
@Command(
        name = "topics",
        description = "Manage the topics of the pipeline without a dataset.",
        subcommands = LoaderCreateTopicsCommand.class)
class LoaderTopicsCommand {}
