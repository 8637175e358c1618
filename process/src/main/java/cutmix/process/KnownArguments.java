package cutmix.process;

import cutmix.process.option.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command, but refuses unknown arguments even if help is requested; picocli would show the help and ignore them.
 * Also refuses empty paths and a missing command.
 */
public final class KnownArguments implements IExecutionStrategy {

    private final IExecutionStrategy next = new CommandLine.RunLast();

    /**
     * The strategy of a service. It runs nothing if the process has already been told to stop (see
     * {@link OrderlyStop#isUnderWay()}).
     */
    public static IExecutionStrategy ofService() {
        IExecutionStrategy strategy = new KnownArguments();
        return parsed -> OrderlyStop.isUnderWay() ? OrderlyStop.EXIT_CODE : strategy.execute(parsed);
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        for (ParseResult command = parsed; command != null; command = command.subcommand()) {
            if (!command.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(command.commandSpec().commandLine(), command.unmatched());
            }
            CommandLine named = command.commandSpec().commandLine();
            for (ArgSpec argument : command.matchedArgs()) {
                Refusal.emptyPath(argument).ifPresent(words -> {
                    throw new ParameterException(named, words);
                });
            }
            last = command;
        }
        if (needsCommand(last)) {
            CommandSpec program = last.commandSpec();
            throw new ParameterException(program.commandLine(), Refusal.noCommand(program));
        }
        return next.execute(parsed);
    }

    private static boolean needsCommand(ParseResult last) {
        CommandSpec program = last.commandSpec();
        return !last.isUsageHelpRequested()
                && !last.isVersionHelpRequested()
                && !program.subcommands().isEmpty()
                && !(program.userObject() instanceof Runnable || program.userObject() instanceof Callable);
    }
}
