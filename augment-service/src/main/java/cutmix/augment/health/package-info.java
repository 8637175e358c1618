/** Health checks of the worker. */
package cutmix.augment.health;
