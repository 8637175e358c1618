package cutmix.augment;

import cutmix.augment.kafka.WorkerFailure;
import cutmix.process.ProcessStart;
import cutmix.schemas.client.ChannelSettings;
import cutmix.schemas.failure.ConfigProblem;
import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.failure.PortProblem;
import cutmix.schemas.output.JsonOutput;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import java.util.List;

/** Starts a worker. If the start fails, prints one line on stderr and ends with an exit code. */
@QuarkusMain
public final class Main {

    static final ChannelSettings CHANNELS =
            new ChannelSettings("mp.messaging.incoming.images-train.", "mp.messaging.outgoing.images-cutmix.");

    private static final FailureHandler FAILURES = WorkerFailure.HANDLER
            .translating(QuarkusBindException.class, taken -> PortProblem.inUse(taken.getPort(), taken))
            .translating(
                    ConfigValidationException.class,
                    invalid -> ConfigProblem.of(invalid.getProblem(0).getMessage(), invalid));

    private Main() {}

    /** Ends this process when an {@link Error} occurs. */
    static FatalErrors fatalErrors() {
        return new FatalErrors(
                "give the worker more (-Xmx, or the memory limit of its container), assign it fewer partitions"
                        + " by starting more workers, or load images of a smaller --image-size");
    }

    public static void main(String... arguments) {
        ProcessStart.begin();
        JsonOutput.begin(false);
        fatalErrors().watch();
        if (arguments.length > 0) {
            Usage usage = Usage.of(List.of(arguments));
            usage.print(System.out, System.err);
            System.exit(usage.exitCode());
        }
        CHANNELS.requireKnownVariables();
        Quarkus.run(AugmentWorker.class, Main::exit, arguments);
    }

    private static void exit(int code, Throwable failure) {
        int reported = FAILURES.handleEnd(code, failure, fatalErrors(), System.err::println);
        // Ends the process. In dev mode it ends only the application, which Quarkus can then start again.
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(reported, null);
    }
}
