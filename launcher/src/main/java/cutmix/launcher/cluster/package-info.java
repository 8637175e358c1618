/** A broker and a schema registry that keep running on this machine, and their topics. */
package cutmix.launcher.cluster;
