package cutmix.launcher;

import cutmix.launcher.command.CutmixCommand;
import cutmix.process.KnownArguments;
import cutmix.process.ProcessStart;
import cutmix.process.option.Refusal;
import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.FatalErrors;
import picocli.CommandLine;

/** The entry point of {@code ./cutmix}. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        ProcessStart.begin();
        // Also stops the child processes, which would otherwise continue to run after a thread of this process has
        // died.
        Thread.setDefaultUncaughtExceptionHandler(
                new FatalErrors("give ./cutmix more, such as JAVA_TOOL_OPTIONS=-Xmx2g"));
        System.setProperty("java.awt.headless", "true");
        System.exit(execute(commandLine(), arguments));
    }

    /** Executes a command and returns the exit code. Reports an {@link Error}, too. */
    public static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (Error e) {
            return failed(e, commandLine);
        }
    }

    public static CommandLine commandLine() {
        return withFailures(new CommandLine(new CutmixCommand()));
    }

    /** Creates a command line that rejects unknown arguments, and reports failures as all programs do. */
    public static CommandLine withFailures(CommandLine program) {
        return program.setExecutionStrategy(new KnownArguments())
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .setParameterExceptionHandler((failure, arguments) -> {
                    CommandLine command = failure.getCommandLine();
                    return failures(command).refuse(Refusal.of(failure), command.getErr()::println);
                });
    }

    private static int failed(Throwable failure, CommandLine command) {
        return failures(command).handle(failure, command.getErr()::println);
    }

    private static FailureHandler failures(CommandLine command) {
        return new FailureHandler(fault -> fault.printStackTrace(command.getErr()));
    }
}
