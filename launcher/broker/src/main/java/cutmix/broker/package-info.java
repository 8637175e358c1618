/** A real Kafka broker and a real schema registry that run as child processes. */
package cutmix.broker;
