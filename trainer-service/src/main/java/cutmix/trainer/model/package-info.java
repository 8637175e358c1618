/** Files of networks: those that training writes, and weights from other programs. */
package cutmix.trainer.model;
