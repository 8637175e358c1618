/** What all Kafka clients of the services have in common. */
package cutmix.schemas.client;
