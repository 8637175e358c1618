/** Creation of topics on brokers that may refuse some settings. */
package cutmix.loader.kafka.creation;
