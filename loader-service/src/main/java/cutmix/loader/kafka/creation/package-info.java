/** Creates topics on brokers that need not accept every setting. */
package cutmix.loader.kafka.creation;
