/** Divides the train topic into blocks of images that are mixed with each other, and checks its records. */
package cutmix.augment.block;
