/**
 * Loader: finds a dataset, and writes it to Kafka as shuffled epochs. It contains the commands and the wiring; the
 * packages below it read datasets and write topics.
 */
package cutmix.loader;
