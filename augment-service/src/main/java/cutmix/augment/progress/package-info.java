/** Counts what has been mixed. */
package cutmix.augment.progress;
