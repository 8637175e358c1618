/** Start and end of the project's processes, and the protocol between a parent and its child processes. */
package cutmix.process;
