/** Services as child processes: their output, their last errors, and the messages about their failures. */
package cutmix.launcher.child;
