/** Configuration of the worker. */
package cutmix.augment.settings;
