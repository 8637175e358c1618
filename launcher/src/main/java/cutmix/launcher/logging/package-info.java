/** Logs a run to MLflow while it trains. Logging neither delays the run nor makes it fail. */
package cutmix.launcher.logging;
