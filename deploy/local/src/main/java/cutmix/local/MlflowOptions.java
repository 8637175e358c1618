package cutmix.local;

import cutmix.local.option.OptionRule;
import cutmix.local.option.WrongOptionException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a run is logged to. */
final class MlflowOptions {

    @Option(
            names = "--mlflow",
            paramLabel = "URI",
            description = "Log to this MLflow server, for example http://localhost:5000 (default: to none).")
    String uri;

    @Option(
            names = "--mlflow-experiment",
            paramLabel = "NAME",
            defaultValue = MlflowTarget.EXPERIMENT,
            description = "Its experiment, made where it is missing (default: ${DEFAULT-VALUE}).")
    String experiment = MlflowTarget.EXPERIMENT;

    /** @throws WrongOptionException if the address cannot be one */
    Optional<MlflowTarget> toTarget(Map<String, String> environment) {
        OptionRule.name("--mlflow-experiment", experiment);
        return Optional.ofNullable(uri).map(address -> MlflowTarget.of("--mlflow", address, experiment, environment));
    }
}
