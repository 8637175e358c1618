/** Runs logged to real MLflow servers, from the Python package index. */
package cutmix.peers.mlflow;
