package cutmix.local;

import cutmix.local.mlflow.MlflowLog;
import cutmix.local.mlflow.MlflowServer;
import java.util.function.Consumer;

/** What is logged to. */
record MlflowTarget(MlflowServer server, String experiment) {

    static final String EXPERIMENT = "cutmix";

    MlflowLog open(Consumer<String> notices) {
        return new MlflowLog(server, experiment, notices);
    }
}
