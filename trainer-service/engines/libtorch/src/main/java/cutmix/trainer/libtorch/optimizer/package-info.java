/** The update of the parameters by each optimizer. */
package cutmix.trainer.libtorch.optimizer;
