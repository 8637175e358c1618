/** Readings of the machine that a run runs on. */
package cutmix.launcher.machine;
