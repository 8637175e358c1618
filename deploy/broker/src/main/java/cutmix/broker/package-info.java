/** A real Kafka broker as a child process. */
package cutmix.broker;
