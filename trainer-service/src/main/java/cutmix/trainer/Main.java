package cutmix.trainer;

import cutmix.process.ProcessStart;
import cutmix.schemas.failure.ConfigProblem;
import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.failure.PortProblem;
import cutmix.schemas.output.JsonOutput;
import io.quarkus.picocli.runtime.PicocliRunner;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import java.util.List;

/**
 * Starts a command. Only training and the live page open a port. A failure to start prints one line on stderr and sets
 * the exit code.
 */
@QuarkusMain
public final class Main {

    private static final FailureHandler FAILURES = FailureHandler.ofService()
            .translating(QuarkusBindException.class, taken -> PortProblem.inUse(taken.getPort(), taken))
            .translating(
                    ConfigValidationException.class,
                    invalid -> ConfigProblem.of(invalid.getProblem(0).getMessage(), invalid));

    private Main() {}

    private static FatalErrors fatalErrors() {
        return new FatalErrors(
                "give the trainer more memory (-Xmx, or the memory limit of its container), or use a smaller"
                        + " --batch-size or --depth, or"
                        + " images of a smaller --image-size");
    }

    public static void main(String... arguments) {
        ProcessStart.begin();
        JsonOutput.begin(answers(List.of(arguments)));
        fatalErrors().watch();
        // Pictures are rendered in memory and need no display.
        System.setProperty("java.awt.headless", "true");
        if (!serves(List.of(arguments))) {
            System.setProperty("quarkus.http.host-enabled", "false");
        }
        Quarkus.run(PicocliRunner.class, Main::exit, arguments);
    }

    /** Returns whether the command trains or serves the live page, as opposed to a short command. */
    static boolean serves(List<String> arguments) {
        return (arguments.indexOf("train") == 0 || arguments.indexOf("page") == 0)
                && !arguments.contains("--help")
                && !arguments.contains("-h");
    }

    /** Returns whether standard output carries only the command's result: predictions or a table. */
    static boolean answers(List<String> arguments) {
        return arguments.indexOf("predict") == 0 || arguments.indexOf("tail") == 0;
    }

    private static void exit(int code, Throwable failure) {
        int reported = FAILURES.handleEnd(code, failure, fatalErrors(), System.err::println);
        // Ends the process. In dev mode it ends only the application, which Quarkus can then start again.
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(reported, null);
    }
}
