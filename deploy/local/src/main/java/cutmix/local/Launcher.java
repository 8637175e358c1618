package cutmix.local;

import cutmix.schemas.UserException;
import picocli.CommandLine;

/** Where {@code ./cutmix} begins. */
final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new CutmixCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof UserException) {
                        command.getErr().println("error: " + failure.getMessage());
                        return 1;
                    }
                    if (failure instanceof InterruptedException) {
                        return 130;
                    }
                    throw failure;
                })
                .setParameterExceptionHandler((failure, arguments) -> {
                    failure.getCommandLine().getErr().println("error: " + failure.getMessage());
                    return 2;
                });
    }
}
