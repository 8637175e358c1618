/** Limits of the topics that a worker writes to. */
package cutmix.augment.limit;
