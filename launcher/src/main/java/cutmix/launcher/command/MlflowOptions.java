package cutmix.launcher.command;

import cutmix.launcher.logging.MlflowTarget;
import cutmix.launcher.mlflow.MlflowExtras;
import cutmix.launcher.mlflow.tracking.TrackingVariables;
import cutmix.launcher.option.OptionRule;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.output.LinePrefix;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options that select the MLflow server and experiment of a run. */
final class MlflowOptions {

    @Option(
            names = "--mlflow",
            paramLabel = "URI",
            description = "Log to this MLflow server, for example http://localhost:5000 "
                    + "(default: MLFLOW_TRACKING_URI, otherwise none).")
    String uri;

    @Option(
            names = "--mlflow-experiment",
            paramLabel = "NAME",
            description =
                    "The experiment, which is created if it does not exist (default: MLFLOW_EXPERIMENT_NAME, otherwise "
                            + MlflowTarget.EXPERIMENT + ").")
    String experiment;

    @Option(names = "--mlflow-steps", description = "Log steps within epochs, too, about one per second.")
    boolean steps;

    @Option(names = "--mlflow-system-metrics", description = "Log the load of this machine, too, every ten seconds.")
    boolean systemMetrics;

    /**
     * Returns the configured server, if there is one.
     *
     * @param notices receives a line if the variable does not name a server
     * @throws SettingException if the address is not valid
     */
    Optional<MlflowTarget> toTarget(Map<String, String> environment, Consumer<String> notices) {
        String name = MlflowTarget.experiment(experiment, environment);
        OptionRule.name("--mlflow-experiment", name);
        TrackingVariables variables = new TrackingVariables(environment);
        if (uri != null) {
            return Optional.of(
                    MlflowTarget.of("--mlflow", uri, name, environment).with(extras(variables)));
        }
        try {
            return variables.uri().map(address -> MlflowTarget.of(TrackingVariables.URI, address, name, environment)
                    .with(extras(variables)));
        } catch (SettingException e) {
            // The variable may have been set for other programs.
            notices.accept(LinePrefix.WARNING + "this run is not logged to MLflow: " + FailureLine.reason(e));
            return Optional.empty();
        }
    }

    private MlflowExtras extras(TrackingVariables variables) {
        return new MlflowExtras(steps, systemMetrics || variables.systemMetrics(), variables.samplingInterval());
    }
}
