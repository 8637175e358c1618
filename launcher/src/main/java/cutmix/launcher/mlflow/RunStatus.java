package cutmix.launcher.mlflow;

/** What became of a run, in MLflow's words. */
public enum RunStatus {
    RUNNING,
    FINISHED,
    FAILED,
    KILLED
}
