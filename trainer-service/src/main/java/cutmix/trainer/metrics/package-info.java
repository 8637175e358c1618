/** Publishes the metrics of epochs and steps, each epoch exactly once, and reads them from the topics. */
package cutmix.trainer.metrics;
