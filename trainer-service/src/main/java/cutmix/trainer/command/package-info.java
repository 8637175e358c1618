/** The commands of the trainer and the checks of their options. */
package cutmix.trainer.command;
