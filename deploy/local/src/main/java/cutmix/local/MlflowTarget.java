package cutmix.local;

import cutmix.local.mlflow.MlflowLog;
import cutmix.local.mlflow.MlflowServer;
import java.time.Duration;
import java.util.function.Consumer;

/** What is logged to. */
record MlflowTarget(MlflowServer server, String experiment) {

    static final String EXPERIMENT = "cutmix";

    /** How long a server that does not answer is tried at the end. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    MlflowLog open(Consumer<String> notices) {
        return new MlflowLog(server, experiment, notices);
    }
}
