/** Reads the topics that the live page shows, and queries the brokers for topics and consumer groups. */
package cutmix.trainer.page.topics;
