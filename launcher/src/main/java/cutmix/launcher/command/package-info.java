/** The commands of {@code ./cutmix} and their options. */
package cutmix.launcher.command;
