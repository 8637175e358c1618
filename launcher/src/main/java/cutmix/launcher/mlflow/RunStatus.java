package cutmix.launcher.mlflow;

/** The outcome of a run, in MLflow's terms. */
public enum RunStatus {
    RUNNING,
    FINISHED,
    FAILED,
    KILLED
}
