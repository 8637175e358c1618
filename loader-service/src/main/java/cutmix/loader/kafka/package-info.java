/** A thin layer that reads and writes the topics. */
package cutmix.loader.kafka;
