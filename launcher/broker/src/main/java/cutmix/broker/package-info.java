/** A real Kafka broker and a real schema registry as child processes. */
package cutmix.broker;
