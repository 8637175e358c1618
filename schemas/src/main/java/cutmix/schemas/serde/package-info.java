/** How Avro records become the values of Kafka records, with and without a schema registry. */
package cutmix.schemas.serde;
