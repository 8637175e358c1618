/** Computes the expected and the missing content of image topics, without Kafka. */
package cutmix.loader.log;
