/** Metrics of runs as the launcher's files have them. */
package cutmix.local.metrics;
