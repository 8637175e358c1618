/** The metrics of epochs and steps as lines of JSON. */
package cutmix.schemas.metrics;
