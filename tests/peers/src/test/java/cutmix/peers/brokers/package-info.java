/** The pipeline on Kafka brokers of other versions. */
package cutmix.peers.brokers;
