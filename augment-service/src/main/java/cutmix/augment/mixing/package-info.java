/**
 * Mixes images and their labels: CutMix, Mixup, flips and crops, as pure functions of the seed, the epoch and the
 * position. This package does not depend on Kafka or Quarkus.
 */
package cutmix.augment.mixing;
