package cutmix.launcher.logging;

import cutmix.launcher.mlflow.MlflowExtras;
import cutmix.launcher.mlflow.MlflowLog;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.tracking.TrackingVariables;
import cutmix.launcher.option.WrongOptionException;
import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is logged to, and what beside the epochs. */
public record MlflowTarget(MlflowServer server, String experiment, MlflowExtras extras) {

    public static final String EXPERIMENT = "cutmix";

    /** How long a server that does not answer is tried at the end. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With nothing beside the epochs. */
    public MlflowTarget(MlflowServer server, String experiment) {
        this(server, experiment, MlflowExtras.NONE);
    }

    public MlflowTarget with(MlflowExtras wanted) {
        return new MlflowTarget(server, experiment, wanted);
    }

    /**
     * The target that the user names.
     *
     * @param option that has the address, for the message
     * @throws WrongOptionException if it cannot be the address of a server
     * @throws UserException if the variables name certificates that cannot be used, or credentials that cannot be sent
     */
    public static MlflowTarget of(String option, String address, String experiment, Map<String, String> environment) {
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
    public static String experiment(String option, Map<String, String> environment) {
        return Optional.ofNullable(option)
                .or(() -> new TrackingVariables(environment).experiment())
                .orElse(EXPERIMENT);
    }

    public MlflowLog open(Consumer<String> notices) {
        return new MlflowLog(server, experiment, notices);
    }
}
