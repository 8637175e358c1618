/** Tests with Python's frameworks and Kafka clients. */
package cutmix.peers.python;
