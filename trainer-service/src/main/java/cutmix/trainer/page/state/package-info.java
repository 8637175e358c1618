/** The state that the live page shows, without Kafka or HTTP. */
package cutmix.trainer.page.state;
