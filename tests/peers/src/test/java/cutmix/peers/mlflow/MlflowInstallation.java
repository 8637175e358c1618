package cutmix.peers.mlflow;

import cutmix.peers.PythonEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tested versions of MLflow. */
enum MlflowInstallation {
    NEWEST("mlflow", "flask-wtf"),
    // It does not limit SQLAlchemy and does not start with 2.1.
    V2("mlflow==2.22.*", "sqlalchemy<2.1");

    private final List<String> packages;

    MlflowInstallation(String... packages) {
        this.packages = List.of(packages);
    }

    /** Installs this version unless an earlier run has; skips the test if Python is missing. */
    PythonEnvironment environment() {
        List<String> arguments = new ArrayList<>(packages);
        // A server needs few of its thousand modules; Python compiles those on import.
        arguments.add("--no-compile");
        return PythonEnvironment.with("mlflow-" + name().toLowerCase(Locale.ROOT), arguments.toArray(String[]::new));
    }
}
