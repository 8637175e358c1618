/** The variables and files from which MLflow's own clients take the server and their credentials. */
package cutmix.launcher.mlflow.tracking;
