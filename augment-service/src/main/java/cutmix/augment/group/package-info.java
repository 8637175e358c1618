/** The consumer group of the workers, by either of Kafka's group protocols. */
package cutmix.augment.group;
