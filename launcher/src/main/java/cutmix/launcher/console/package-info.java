/** The output of a run for the user: plain lines or, on a terminal, a display that is redrawn in place. */
package cutmix.launcher.console;
