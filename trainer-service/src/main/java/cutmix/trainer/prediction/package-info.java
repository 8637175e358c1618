/** Output formats of predictions. */
package cutmix.trainer.prediction;
