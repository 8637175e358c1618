/** The configuration of the worker. */
package cutmix.augment.settings;
