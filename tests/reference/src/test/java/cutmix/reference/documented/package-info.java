/** Checks the commands that the documentation shows, without running them. */
package cutmix.reference.documented;
