/**
 * Augment worker: reads plain images from the train topic, and writes mixed images. {@link cutmix.augment.mixing} and
 * {@link cutmix.augment.block} are pure; the other packages connect them with Kafka and Quarkus.
 */
package cutmix.augment;
