/** The topics that a worker reads and writes, and the detection of recreated topics. */
package cutmix.augment.topic;
