/** Metrics of runs in the format of the launcher's files. */
package cutmix.launcher.metrics;
