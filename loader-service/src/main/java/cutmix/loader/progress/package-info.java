/** Progress of long tasks, for the user. */
package cutmix.loader.progress;
