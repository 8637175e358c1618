package cutmix.augment;

import cutmix.augment.kafka.WorkerFailure;
import cutmix.process.ProcessStart;
import cutmix.schemas.client.ChannelVariables;
import cutmix.schemas.failure.Causes;
import cutmix.schemas.failure.ConfigProblem;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.output.JsonOutput;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import java.util.List;

/** Starts a worker. A failure to start becomes one line on stderr and an exit code. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** What ends this process when an Error occurs. */
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
        new ChannelVariables("MP_MESSAGING_INCOMING_IMAGES_TRAIN_", "MP_MESSAGING_OUTGOING_IMAGES_CUTMIX_")
                .requireKnown();
        Quarkus.run(AugmentWorker.class, Main::exit, arguments);
    }

    private static void exit(int code, Throwable failure) {
        if (failure instanceof Error error) {
            fatalErrors().end(error);
        }
        if (failure != null) {
            Throwable reason = reason(failure);
            WorkerFailure.print(reason);
            System.exit(SettingException.exitCode(reason));
        }
        System.exit(code);
    }

    private static Throwable reason(Throwable failure) {
        for (Throwable cause : Causes.of(failure)) {
            if (cause instanceof UserException) {
                return cause;
            }
            if (cause instanceof QuarkusBindException taken) {
                return new UserException(
                        "port " + taken.getPort() + " is in use: set QUARKUS_HTTP_PORT to another one, or to 0 for any"
                                + " that is free",
                        taken);
            }
            if (cause instanceof ConfigValidationException invalid) {
                return ConfigProblem.of(invalid.getProblem(0).getMessage(), invalid);
            }
        }
        return failure;
    }
}
