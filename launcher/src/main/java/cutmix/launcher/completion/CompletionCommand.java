package cutmix.launcher.completion;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Print a script that completes the commands and options of ./cutmix in bash and zsh.",
        footer = {"", "Load it:   source <(./cutmix completion)"})
public final class CompletionCommand implements Runnable {

    /** Shells look up the completion of ./cutmix, under any path, by this name. */
    private static final String NAME = "cutmix";

    /** Removes the completion of file names from options such as --dataset, whose type is not a path. */
    private static final String WITHOUT_FILES = "  type compopt &>/dev/null && compopt +o default\n";

    /** The script {@code ./cutmix} starts another program for this command. */
    private static final String BENCH = "bench";

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        CommandLine cutmix = spec.root().commandLine();
        cutmix.addSubcommand(BENCH, CommandSpec.create());
        spec.commandLine().getOut().print(AutoComplete.bash(NAME, cutmix).replace(WITHOUT_FILES, ""));
        spec.commandLine().getOut().flush();
    }
}
