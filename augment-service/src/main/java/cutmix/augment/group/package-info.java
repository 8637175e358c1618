/** Consumer group of the workers, with either of Kafka's group protocols. */
package cutmix.augment.group;
