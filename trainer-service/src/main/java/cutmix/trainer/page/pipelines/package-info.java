/** Which pipelines of a Kafka cluster the live page shows. */
package cutmix.trainer.page.pipelines;
