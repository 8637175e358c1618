/** Checks that a trainer still reads the dataset and topics with which it started. */
package cutmix.trainer.identity;
