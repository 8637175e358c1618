/**
 * Mixes images and their labels: CutMix, Mixup, flips and crops, as pure functions of the seed, the epoch and the
 * position. Nothing here knows Kafka or Quarkus.
 */
package cutmix.augment.mixing;
