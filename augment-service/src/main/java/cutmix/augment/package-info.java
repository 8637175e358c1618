/**
 * The augment worker: takes plain blocks of images from the train topic and writes them mixed. Everything up to
 * {@link cutmix.augment.BlockMixer} is pure; the classes that touch Kafka or Quarkus are the ones with annotations.
 */
package cutmix.augment;
