package cutmix.loader;

import cutmix.process.ProcessStart;
import cutmix.schemas.client.ChannelSettings;
import cutmix.schemas.failure.ConfigProblem;
import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.output.JsonOutput;
import io.quarkus.picocli.runtime.PicocliRunner;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;

/** Starts the loader's command. Reports a failure to start as one line on standard error and an exit code. */
@QuarkusMain
public final class Main {

    static final ChannelSettings CHANNELS = new ChannelSettings("mp.messaging.outgoing.images.");

    private static final FailureHandler FAILURES = FailureHandler.ofService()
            .translating(
                    ConfigValidationException.class,
                    invalid -> ConfigProblem.of(invalid.getProblem(0).getMessage(), invalid));

    private Main() {}

    private static FatalErrors fatalErrors() {
        return new FatalErrors(
                "give the loader more (-Xmx, or the memory limit of its container), or use a smaller --image-size");
    }

    public static void main(String... arguments) {
        ProcessStart.begin();
        JsonOutput.begin(false);
        fatalErrors().watch();
        CHANNELS.requireKnownVariables();
        Quarkus.run(PicocliRunner.class, Main::exit, arguments);
    }

    private static void exit(int code, Throwable failure) {
        int reported = FAILURES.handleEnd(code, failure, fatalErrors(), System.err::println);
        // Ends the process. In dev mode it ends only the application, which Quarkus can then start again.
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(reported, null);
    }
}
