/** Reads the topics with the launcher's own Kafka clients, without a consumer group. */
package cutmix.launcher.kafka;
