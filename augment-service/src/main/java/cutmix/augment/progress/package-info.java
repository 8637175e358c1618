/** Counts mixed samples. */
package cutmix.augment.progress;
