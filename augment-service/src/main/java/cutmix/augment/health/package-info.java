/** Tells whether the worker is alive and ready. */
package cutmix.augment.health;
