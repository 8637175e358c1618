/** Results of runs on the metrics topic, including those that the launcher did not start. */
package cutmix.launcher.results;
