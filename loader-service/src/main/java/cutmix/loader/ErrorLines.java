package cutmix.loader;

import cutmix.process.option.Refusal;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells the user of failures: lines for what the user can mend, a stack trace for a bug. */
final class ErrorLines {

    private ErrorLines() {}

    static int ofExecution(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        FailureLine.all(exception).forEach(command.getErr()::println);
        if (!(exception instanceof UserException)) {
            LoggerFactory.getLogger(ErrorLines.class).error("A failure that is not the user's to mend", exception);
        }
        return SettingException.exitCode(exception);
    }

    static int ofUsage(CommandLine.ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(FailureLine.of(Refusal.of(exception)));
        return CommandLine.ExitCode.USAGE;
    }
}
