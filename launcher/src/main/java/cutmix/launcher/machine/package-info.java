/** Readings of the machine that executes a run. */
package cutmix.launcher.machine;
