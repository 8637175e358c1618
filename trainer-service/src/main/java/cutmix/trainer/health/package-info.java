/** Health checks of the trainer. */
package cutmix.trainer.health;
