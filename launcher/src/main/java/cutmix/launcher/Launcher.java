package cutmix.launcher;

import cutmix.launcher.child.ServiceFailure;
import cutmix.launcher.command.CutmixCommand;
import cutmix.launcher.option.WrongOptionException;
import cutmix.process.KnownArguments;
import cutmix.process.ProcessStart;
import cutmix.process.option.Refusal;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import picocli.CommandLine;

/** Where {@code ./cutmix} begins. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        ProcessStart.begin();
        // Its children end with it; without one of its threads, they might go on for ever.
        Thread.setDefaultUncaughtExceptionHandler(
                new FatalErrors("give ./cutmix more, such as JAVA_TOOL_OPTIONS=-Xmx2g"));
        System.setProperty("java.awt.headless", "true");
        System.exit(execute(arguments));
    }

    private static int execute(String[] arguments) {
        CommandLine commandLine = commandLine();
        try {
            return commandLine.execute(arguments);
        } catch (Error e) {
            return failed(e, commandLine);
        }
    }

    public static CommandLine commandLine() {
        return new CommandLine(new CutmixCommand())
                .setExecutionStrategy(new KnownArguments())
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        failure instanceof InterruptedException ? 130 : failed(failure, command))
                .setParameterExceptionHandler((failure, arguments) -> {
                    failure.getCommandLine().getErr().println(FailureLine.of(Refusal.of(failure)));
                    return 2;
                });
    }

    /** Lines for what the user can mend; a stack trace, too, for a bug. */
    private static int failed(Throwable failure, CommandLine command) {
        FailureLine.all(failure).forEach(command.getErr()::println);
        if (!(failure instanceof UserException)) {
            failure.printStackTrace(command.getErr());
        }
        return exitCode(failure);
    }

    /** 2 for what is wrong with options or settings, here or in a service, so that another try fails as well; otherwise 1. */
    public static int exitCode(Throwable failure) {
        if (failure instanceof ServiceFailure service) {
            return service.isOfSettings() ? SettingException.EXIT_CODE : CommandLine.ExitCode.SOFTWARE;
        }
        return failure instanceof WrongOptionException
                ? CommandLine.ExitCode.USAGE
                : SettingException.exitCode(failure);
    }
}
