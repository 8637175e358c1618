/** Files of networks: those that train writes, and weights that other programs have saved. */
package cutmix.trainer.model;
