/** Rules for the launcher's options, checked before anything is started or written. */
package cutmix.launcher.option;
