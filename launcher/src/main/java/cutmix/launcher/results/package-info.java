/** What runs of the metrics topic came to, whoever trained them. */
package cutmix.launcher.results;
