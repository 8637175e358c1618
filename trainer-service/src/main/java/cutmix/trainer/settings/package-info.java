/** The settings of a training, published with its metrics. */
package cutmix.trainer.settings;
