/** The topics between which a worker stands: which ones they are, and what becomes of those that are made anew. */
package cutmix.augment.topic;
