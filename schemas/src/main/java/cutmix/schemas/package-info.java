/**
 * The contract between the services: Avro records and how they travel, topic names, where each sample of each epoch lies,
 * and the random numbers that everything drawn comes from.
 */
package cutmix.schemas;
