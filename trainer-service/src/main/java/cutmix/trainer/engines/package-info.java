/** The choice of the engine for a training. */
package cutmix.trainer.engines;
