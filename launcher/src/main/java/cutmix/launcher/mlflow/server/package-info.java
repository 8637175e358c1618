/** An MLflow server: its address, its REST API, its experiments and its artifacts. */
package cutmix.launcher.mlflow.server;
