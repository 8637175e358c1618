/** Metrics of runs as the launcher's files have them. */
package cutmix.launcher.metrics;
