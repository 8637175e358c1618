/** Serialization of Avro records as values of Kafka records, with and without a schema registry. */
package cutmix.schemas.serde;
