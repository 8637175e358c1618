/** The training loop, without Kafka or Quarkus: steps, epochs, evaluations and their metrics. */
package cutmix.trainer.training;
