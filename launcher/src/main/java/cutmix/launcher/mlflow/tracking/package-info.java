/** The variables and files by which MLflow's own clients find a server and say who they are. */
package cutmix.launcher.mlflow.tracking;
