/** The settings that a training really has, for those who read its metrics. */
package cutmix.trainer.settings;
