package cutmix.loader;

import cutmix.loader.dataset.UnreadableImagesException;
import cutmix.schemas.UserException;
import picocli.CommandLine;

/** Tells the user of failures: one line for what the user can mend, and one for each image of it, a stack trace for a bug. */
final class ErrorLines {

    private ErrorLines() {}

    static int ofExecution(Exception exception, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (exception instanceof UnreadableImagesException unreadable) {
            unreadable.images().forEach(image -> command.getErr().println("error: " + image));
        }
        if (exception instanceof UserException) {
            command.getErr().println("error: " + exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw exception;
    }

    static int ofUsage(CommandLine.ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println("error: " + exception.getMessage());
        command.getErr().println("See " + command.getCommandName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }
}
