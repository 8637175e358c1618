/** Whether what a trainer reads is still of the dataset, and of the topics, that it began with. */
package cutmix.trainer.identity;
