/** What the topics that a worker writes to take. */
package cutmix.augment.limit;
