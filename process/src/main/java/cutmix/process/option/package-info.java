/** The rules for command lines that the launcher and the services share, and the lines that say how one breaks them. */
package cutmix.process.option;
