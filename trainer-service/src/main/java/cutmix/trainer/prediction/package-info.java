/** How predictions are printed. */
package cutmix.trainer.prediction;
