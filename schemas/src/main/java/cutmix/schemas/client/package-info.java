/** Settings that all Kafka clients of the services share. */
package cutmix.schemas.client;
