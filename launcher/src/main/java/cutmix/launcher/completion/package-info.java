/** Shell completion for the launcher. */
package cutmix.launcher.completion;
