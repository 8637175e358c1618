package cutmix.local;

import cutmix.local.mlflow.MlflowLog;
import cutmix.local.mlflow.MlflowServer;
import cutmix.local.option.WrongOptionException;
import cutmix.schemas.UserException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What is logged to. */
record MlflowTarget(MlflowServer server, String experiment) {

    static final String EXPERIMENT = "cutmix";

    /** How long a server that does not answer is tried at the end. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The target that the user names.
     *
     * @param option that has the address, for the message
     * @throws WrongOptionException if it cannot be the address of a server
     */
    static MlflowTarget of(String option, String address, String experiment, Map<String, String> environment) {
        try {
            return new MlflowTarget(MlflowServer.of(address, environment), experiment);
        } catch (UserException e) {
            throw new WrongOptionException(option + " " + e.getMessage(), e);
        }
    }

    MlflowLog open(Consumer<String> notices) {
        return new MlflowLog(server, experiment, notices);
    }
}
