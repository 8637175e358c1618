/** The rules that options of the launcher keep to, checked before anything is started or written. */
package cutmix.launcher.option;
