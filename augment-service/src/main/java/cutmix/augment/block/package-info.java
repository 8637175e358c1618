/** Cuts the plain log into blocks, whose images are mixed with each other, and checks what the log holds. */
package cutmix.augment.block;
