/** The data of brokers that are started for a run and removed with it. */
package cutmix.launcher.data;
