/** The thin shell that reads and writes the topics. */
package cutmix.loader.kafka;
