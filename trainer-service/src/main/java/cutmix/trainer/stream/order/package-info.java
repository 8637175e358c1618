/** Restores the training order of samples from partitions, in which records may be repeated, unreadable or missing. */
package cutmix.trainer.stream.order;
