package cutmix.loader;

import cutmix.process.ProcessStart;
import cutmix.schemas.client.ChannelVariables;
import cutmix.schemas.failure.Causes;
import cutmix.schemas.failure.ConfigProblem;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.output.JsonOutput;
import io.quarkus.picocli.runtime.PicocliRunner;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Starts the loader's command. A failure to start becomes one line on stderr and an exit code. */
@QuarkusMain
public final class Main {

    private Main() {}

    private static FatalErrors fatalErrors() {
        return new FatalErrors(
                "give the loader more (-Xmx, or the memory limit of its container), or take a smaller --image-size");
    }

    public static void main(String... arguments) {
        ProcessStart.begin();
        JsonOutput.begin(false);
        fatalErrors().watch();
        new ChannelVariables("MP_MESSAGING_OUTGOING_IMAGES_").requireKnown();
        Quarkus.run(PicocliRunner.class, Main::exit, arguments);
    }

    private static void exit(int code, Throwable failure) {
        if (failure instanceof Error error) {
            fatalErrors().end(error);
        }
        System.exit(failure == null ? code : print(failure));
    }

    /** Says on one line why the service does not start; returns the exit code. */
    private static int print(Throwable failure) {
        Optional<ConfigValidationException> invalid = Causes.first(failure, ConfigValidationException.class);
        if (invalid.isPresent()) {
            String problem = invalid.get().getProblem(0).getMessage();
            System.err.println(FailureLine.of(ConfigProblem.of(problem, invalid.get())));
            return SettingException.EXIT_CODE;
        }
        System.err.println(FailureLine.of(failure));
        LoggerFactory.getLogger(Main.class).error("A failure that is not the user's to mend", failure);
        return 1;
    }
}
