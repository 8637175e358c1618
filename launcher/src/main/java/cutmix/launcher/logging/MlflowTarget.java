package cutmix.launcher.logging;

import cutmix.launcher.mlflow.MlflowExtras;
import cutmix.launcher.mlflow.MlflowLog;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.tracking.TrackingVariables;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The server to which runs are logged, and the optional content of the log. */
public record MlflowTarget(MlflowServer server, String experiment, MlflowExtras extras) {

    public static final String EXPERIMENT = "cutmix";

    /** How long to retry at the end if the server does not answer. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /** Creates a target without optional content. */
    public MlflowTarget(MlflowServer server, String experiment) {
        this(server, experiment, MlflowExtras.NONE);
    }

    public MlflowTarget with(MlflowExtras wanted) {
        return new MlflowTarget(server, experiment, wanted);
    }

    /**
     * Returns the target that the user has named.
     *
     * @param option option that contains the address, for the message
     * @throws SettingException if the address is not valid
     * @throws UserException if the variables name unusable certificates or credentials
     */
    public static MlflowTarget of(String option, String address, String experiment, Map<String, String> environment) {
        // The address is not the cause of these failures.
        TrackingVariables variables = new TrackingVariables(environment);
        variables.trust();
        variables.authorization();
        try {
            return new MlflowTarget(MlflowServer.of(address, environment), experiment);
        } catch (UserException e) {
            throw new SettingException(option + " " + e.getMessage(), e);
        }
    }

    /**
     * Returns the experiment of the option or, without the option, of {@code MLFLOW_EXPERIMENT_NAME}. The default is
     * {@value #EXPERIMENT}.
     */
    public static String experiment(String option, Map<String, String> environment) {
        return Optional.ofNullable(option)
                .or(() -> new TrackingVariables(environment).experiment())
                .orElse(EXPERIMENT);
    }

    public MlflowLog open(Consumer<String> notices) {
        return new MlflowLog(server, experiment, notices);
    }
}
