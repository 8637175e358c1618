/** Reads images from the topics, and assembles them into batches in training order. */
package cutmix.trainer.stream;
