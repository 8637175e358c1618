/** The plan of a run: its data, its training, its processes, and the steps to reproduce it. A plan starts nothing. */
package cutmix.launcher.plan;
