package cutmix.peers.mlflow;

import cutmix.peers.PythonEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The versions of MLflow that are tried. */
enum MlflowInstallation {
    NEWEST("mlflow", "flask-wtf"),
    // It does not limit SQLAlchemy, and does not start with 2.1.
    V2("mlflow==2.22.*", "sqlalchemy<2.1");

    private final List<String> packages;

    MlflowInstallation(String... packages) {
        this.packages = List.of(packages);
    }

    /** Installs it, unless an earlier run has; skips the test where Python is missing. */
    PythonEnvironment environment() {
        List<String> arguments = new ArrayList<>(packages);
        // Of a thousand modules, a server needs a few: it compiles these by itself.
        arguments.add("--no-compile");
        return PythonEnvironment.with("mlflow-" + name().toLowerCase(Locale.ROOT), arguments.toArray(String[]::new));
    }
}
