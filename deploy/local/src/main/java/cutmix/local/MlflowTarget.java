package cutmix.local;

import cutmix.local.mlflow.MlflowExtras;
import cutmix.local.mlflow.MlflowLog;
import cutmix.local.mlflow.server.MlflowServer;
import cutmix.local.mlflow.tracking.TrackingVariables;
import cutmix.local.option.WrongOptionException;
import cutmix.schemas.UserException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is logged to, and what beside the epochs. */
record MlflowTarget(MlflowServer server, String experiment, MlflowExtras extras) {

    static final String EXPERIMENT = "cutmix";

    /** How long a server that does not answer is tried at the end. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With nothing beside the epochs. */
    MlflowTarget(MlflowServer server, String experiment) {
        this(server, experiment, MlflowExtras.NONE);
    }

    MlflowTarget with(MlflowExtras wanted) {
        return new MlflowTarget(server, experiment, wanted);
    }

    /**
     * The target that the user names.
     *
     * @param option that has the address, for the message
     * @throws WrongOptionException if it cannot be the address of a server
     * @throws UserException if the variables name certificates that cannot be used, or credentials that cannot be sent
     */
    static MlflowTarget of(String option, String address, String experiment, Map<String, String> environment) {
        // These failures are none of the address.
        TrackingVariables variables = new TrackingVariables(environment);
        variables.trust();
        variables.authorization();
        try {
            return new MlflowTarget(MlflowServer.of(address, environment), experiment);
        } catch (UserException e) {
            throw new WrongOptionException(option + " " + e.getMessage(), e);
        }
    }

    /** The experiment that an option names, or else {@code MLFLOW_EXPERIMENT_NAME}, or else {@value #EXPERIMENT}. */
    static String experiment(String option, Map<String, String> environment) {
        return Optional.ofNullable(option)
                .or(() -> new TrackingVariables(environment).experiment())
                .orElse(EXPERIMENT);
    }

    MlflowLog open(Consumer<String> notices) {
        return new MlflowLog(server, experiment, notices);
    }
}
