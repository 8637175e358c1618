/** Reading and writing the metrics of epochs and steps as lines of JSON. */
package cutmix.schemas.metrics;
