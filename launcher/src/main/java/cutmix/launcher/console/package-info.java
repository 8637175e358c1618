/** What the user sees of a run: plain lines or, on a terminal, a display that is drawn in place. */
package cutmix.launcher.console;
