/** The data of brokers that are started for a run, which are removed with the run. */
package cutmix.launcher.data;
