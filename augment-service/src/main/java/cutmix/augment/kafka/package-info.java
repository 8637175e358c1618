/**
 * Moves blocks from {@code images.train} to {@code images.cutmix}: assignment of partitions, restarts at block
 * boundaries, sends and commits.
 */
package cutmix.augment.kafka;
