/** Logging of runs to an MLflow server: pending data, data already on the server, and retries. No broker. */
package cutmix.launcher.mlflow;
