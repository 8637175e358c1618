/** Runs as an MLflow server keeps them: what is logged, what is there already, and a server that does not answer. No broker. */
package cutmix.launcher.mlflow;
