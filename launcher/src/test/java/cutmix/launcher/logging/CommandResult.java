package cutmix.launcher.logging;

import cutmix.launcher.Launcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The result of a command of the launcher in this process. */
record CommandResult(int exitCode, String out, String err) {

    /** Runs a command. */
    static CommandResult of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Launcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        command.getErr().flush();
        return new CommandResult(exitCode, out.toString(), err.toString());
    }
}
