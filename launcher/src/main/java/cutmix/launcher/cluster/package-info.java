/** A broker and a schema registry that stay up on this machine, and the topics on them. */
package cutmix.launcher.cluster;
