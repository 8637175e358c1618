/** Shell completion for the launcher. */
package cutmix.local.completion;
